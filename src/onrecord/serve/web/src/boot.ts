// What the server says of itself inside the page: words for codes, the token for writes.

export interface Boot {
  version: string;
  record: string;
  token: string | null;
  status: Record<string, [string, string]>;
  types: Record<string, { words: string; toward: string; quad: number; modes: Record<string, string> }>;
  quads: Record<string, string>;
  stances: Record<string, string>;
  sectors: Record<string, string>;
  countries: Record<string, string>;
  kinds: Record<string, string>;
  roles: Record<string, string>;
  disputes: Record<string, string>;
}

function read(): Boot {
  const block = document.getElementById("boot");
  return JSON.parse(block?.textContent ?? "{}") as Boot;
}

export const boot: Boot = read();

/** Plain words for a type and mode: "air strike". */
export function typeWords(type: string, mode?: string | null): string {
  const known = boot.types[type];
  if (!known) return type.toLowerCase();
  return (mode && known.modes[mode]) || known.words;
}

/** "against", "to": what stands between an act and whom it is directed at. */
export function toward(type: string): string {
  return boot.types[type]?.toward ?? "towards";
}

/** The name of a country by its code, the code where it has none. */
export function countryName(code: string | null | undefined): string {
  return code ? (boot.countries[code] ?? code) : "";
}
