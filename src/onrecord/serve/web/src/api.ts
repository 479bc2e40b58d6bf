// Asking the server. Every fault becomes an ApiError whose message is a sentence.
import { boot } from "./boot";

export type Query = Record<string, string | number | boolean | null | undefined>;

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** `path?…` with what is not empty. */
export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

async function answered<T>(asked: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "away", "The desk does not answer. Is `onrecord serve` still running?");
  }
  if (response.ok) return (await response.json()) as T;
  let code = "fault";
  let words = `The desk answered ${response.status}.`;
  try {
    const told = (await response.json()) as { error?: { code?: string; message?: string } };
    code = told.error?.code ?? code;
    words = told.error?.message ?? words;
  } catch {
    // not in the one shape of errors: the status has to do
  }
  throw new ApiError(response.status, code, words);
}

/** GET; `signal` stops it when its page is left. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return answered<T>(fetch(address(path, query), { signal: signal ?? null, headers: { accept: "application/json" } }));
}

/** POST of JSON, with the token that writes need. */
export function post<T>(path: string, body: unknown): Promise<T> {
  return answered<T>(
    fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "x-onrecord-token": boot.token ?? "" },
      body: JSON.stringify(body),
    }),
  );
}

/** POST of one file as it is. */
export function postFile<T>(path: string, query: Query, file: Blob): Promise<T> {
  return answered<T>(
    fetch(address(path, query), {
      method: "POST",
      headers: { "content-type": "application/octet-stream", accept: "application/json", "x-onrecord-token": boot.token ?? "" },
      body: file,
    }),
  );
}
