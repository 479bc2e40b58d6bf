-- The record, version 3: an event has the number of the claim whose id it bears, a claim says to which event it belongs,
-- and what an index or another row tells is not kept a second time. Views show the whole in words. Foreign keys are off
-- while this runs.

DROP VIEW claims_quoted;
DROP VIEW events_told;
DROP VIEW event_reports;
DROP VIEW attributions_quoted;

-- What of a report is not in its text because it is beyond a limit, and what was passed over in inputs.
ALTER TABLE reports ADD COLUMN cut TEXT;
CREATE TABLE notes (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  path TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX notes_run ON notes (run);

-- Whose country it is stands with who it is.
DROP INDEX claim_parties_country;
DROP INDEX event_parties_country;
DROP INDEX event_parties_entity;
ALTER TABLE claim_parties DROP COLUMN country;
ALTER TABLE event_parties DROP COLUMN country;
ALTER TABLE event_parties RENAME TO event_members;
CREATE INDEX event_members_entity ON event_members (entity, role);
DROP INDEX entities_country;
CREATE INDEX entities_country ON entities (country) WHERE country IS NOT NULL;
DROP INDEX entities_name;
CREATE INDEX entities_name ON entities (name COLLATE NOCASE) WHERE name IS NOT NULL;

CREATE TEMP TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL UNIQUE);
INSERT INTO renumbered SELECT e.event, c.claim FROM events e JOIN claims c ON c.id = e.id;

-- NULL in last_published: as first_published.
CREATE TABLE events_3 (
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  title TEXT NOT NULL,
  status TEXT NOT NULL,
  status_why INTEGER NOT NULL REFERENCES reasons,
  time_start TEXT, time_end TEXT, time_precision TEXT, time_why INTEGER REFERENCES reasons, time_claims TEXT,
  place INTEGER REFERENCES places, place_country TEXT, place_why INTEGER REFERENCES reasons, place_claims TEXT,
  origins_low INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  origins_why TEXT NOT NULL DEFAULT '[]',
  first_published TEXT,
  last_published TEXT,
  first_day INTEGER, last_day INTEGER,
  moment INTEGER NOT NULL
) STRICT;
INSERT INTO events_3
  SELECT new, id, type, mode, title, status, status_why, time_start, time_end, time_precision, time_why, time_claims,
    place, place_country, place_why, place_claims, origins_low, origins_high, origins_why, first_published,
    nullif(last_published, first_published), first_day, last_day, moment
  FROM renumbered JOIN events ON event = old ORDER BY new;

-- Claims of an event in their order: event and event_position in claims. NULL in event_position: the only claim of an
-- event whose parties are its own, and are not kept a second time in event_members.
ALTER TABLE claims ADD COLUMN event INTEGER REFERENCES events ON DELETE SET NULL;
ALTER TABLE claims ADD COLUMN event_position INTEGER;
UPDATE claims SET (event, event_position) = (
  SELECT new, position FROM event_claims k JOIN renumbered ON old = k.event WHERE k.claim = claims.claim);
DROP TABLE event_claims;
CREATE INDEX claims_event ON claims (event, event_position) WHERE event IS NOT NULL;
CREATE VIEW event_claims AS
  SELECT event, coalesce(event_position, 0) AS position, claim FROM claims WHERE event IS NOT NULL;
CREATE VIEW event_reports AS
  SELECT event, min(coalesce(event_position, 0)) AS position, report FROM claims WHERE event IS NOT NULL
  GROUP BY event, report;

-- By way of numbers that no event has, so that none is taken twice on the way.
UPDATE event_members SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_members SET event = -event;
UPDATE event_statuses SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_statuses SET event = -event;
UPDATE event_figures SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_figures SET event = -event;
UPDATE event_origins SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_origins SET event = -event;
UPDATE claim_origins SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE claim_origins SET event = -event;
UPDATE event_nodes SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_nodes SET event = -event;
UPDATE event_edges SET event = -(SELECT new FROM renumbered WHERE old = event);
UPDATE event_edges SET event = -event;
UPDATE disputes SET event = (SELECT new FROM renumbered WHERE old = event);
DROP TABLE renumbered;

UPDATE claims SET event_position = NULL
  WHERE event IN (SELECT event FROM claims WHERE event IS NOT NULL GROUP BY event HAVING count(*) = 1)
  AND NOT EXISTS (SELECT role, position, entity, claims, accused FROM event_members m WHERE m.event = claims.event
    EXCEPT SELECT role, position, entity, NULL, 0 FROM claim_parties p WHERE p.claim = claims.claim)
  AND (SELECT count(*) FROM event_members m WHERE m.event = claims.event)
    = (SELECT count(*) FROM claim_parties p WHERE p.claim = claims.claim);
DELETE FROM event_members WHERE event IN (SELECT event FROM claims WHERE event_position IS NULL);
CREATE VIEW event_parties AS
  SELECT event, role, position, entity, claims, accused FROM event_members
  UNION ALL
  SELECT c.event, p.role, p.position, p.entity, NULL, 0 FROM claims c JOIN claim_parties p USING (claim)
  WHERE c.event IS NOT NULL AND c.event_position IS NULL;

-- A day, a month or a year is its own interval: NULL in low, high and precision of such a time. Where one was read that is
-- none, precision is 'unsaid'.
UPDATE times SET precision = 'unsaid' WHERE low IS NULL AND high IS NULL AND precision IS NULL AND (
  value GLOB '[0-9][0-9][0-9][0-9]' OR value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'
  OR value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
UPDATE times SET low = NULL, high = NULL, precision = NULL WHERE low = value AND high = value AND precision = 'day'
  AND value = date(value) AND value > '0001';
UPDATE times SET low = NULL, high = NULL, precision = NULL WHERE precision = 'month' AND length(value) = 7
  AND low = date(value || '-01') AND high = date(value || '-01', '+1 month', '-1 day') AND value > '0001';
UPDATE times SET low = NULL, high = NULL, precision = NULL WHERE precision = 'year' AND length(value) = 4
  AND low = date(value || '-01-01') AND high = date(value || '-12-31') AND value > '0000';
CREATE VIEW times_quoted AS
  SELECT r.id AS report, substr(r.text, t.start + 1, t.stop - t.start) AS text, t.type, t.value,
    CASE WHEN t.low IS NOT NULL OR t.precision IS NOT NULL THEN t.low WHEN length(t.value) = 10 THEN date(t.value)
      WHEN length(t.value) = 7 THEN date(t.value || '-01') WHEN length(t.value) = 4 THEN date(t.value || '-01-01')
    END AS low,
    CASE WHEN t.high IS NOT NULL OR t.precision IS NOT NULL THEN t.high WHEN length(t.value) = 10 THEN date(t.value)
      WHEN length(t.value) = 7 THEN date(t.value || '-01', '+1 month', '-1 day')
      WHEN length(t.value) = 4 THEN date(t.value || '-12-31') END AS high
  FROM times t JOIN reports r USING (report);

-- use: 0 place, 1 adjective, 2 actor.
CREATE TABLE place_mentions_3 (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES places,
  use INTEGER NOT NULL CHECK (use IN (0, 1, 2)),
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO place_mentions_3
  SELECT report, position, start, stop, place, CASE use WHEN 'place' THEN 0 WHEN 'adjective' THEN 1 ELSE 2 END
  FROM place_mentions ORDER BY report, position;
DROP TABLE place_mentions;
ALTER TABLE place_mentions_3 RENAME TO place_mentions;
CREATE VIEW places_quoted AS
  SELECT r.id AS report, substr(r.text, m.start + 1, m.stop - m.start) AS text, w.name, w.country, w.lat, w.lon,
    w.precision, CASE m.use WHEN 0 THEN 'place' WHEN 1 THEN 'adjective' ELSE 'actor' END AS use
  FROM place_mentions m JOIN reports r USING (report) JOIN places w USING (place);

-- Spans as "start+length", several with a space between. NULL: in stance states, in seen_by both.
CREATE TABLE attributions_3 (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT,
  parent TEXT,
  stance TEXT,
  seen_by TEXT,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  reach TEXT,
  source_head INTEGER,
  cue_head INTEGER,
  content_head INTEGER,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO attributions_3
  SELECT report, position, id, parent, nullif(stance, 'states'), nullif(seen_by, 'both'), measured(source),
    measured(cue), measured(content), measured(reach), source_head, cue_head, content_head
  FROM attributions ORDER BY report, position;
DROP TABLE attributions;
ALTER TABLE attributions_3 RENAME TO attributions;
CREATE VIEW attributions_quoted AS
  SELECT r.id AS report, coalesce(a.id, 'a' || (a.position + 1)) AS id, a.parent, coalesce(a.stance, 'states') AS stance,
    coalesce(a.seen_by, 'both') AS seen_by,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1, json_extract(j.value, '$[1]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.source, ''), '+', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS source,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1, json_extract(j.value, '$[1]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.cue, ''), '+', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS cue,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1, json_extract(j.value, '$[1]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.content, ''), '+', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS content
  FROM attributions a JOIN reports r USING (report);

DROP TABLE events;
ALTER TABLE events_3 RENAME TO events;
-- The beginnings of words tell types and statuses apart.
CREATE INDEX events_kind ON events (substr(type, 1, 4), substr(status, 1, 2), mode);
DROP INDEX claims_kind;
CREATE INDEX claims_kind ON claims (substr(type, 1, 4), substr(status, 1, 2), mode);
CREATE INDEX events_first_day ON events (first_day) WHERE first_day IS NOT NULL;
CREATE INDEX events_long ON events (last_day) WHERE last_day > first_day;
CREATE INDEX events_place ON events (place) WHERE place IS NOT NULL;
CREATE INDEX events_place_country ON events (place_country) WHERE place_country IS NOT NULL;
CREATE INDEX events_origins ON events (origins_low, moment);
DROP INDEX claims_first_day;
CREATE INDEX claims_first_day ON claims (first_day) WHERE first_day IS NOT NULL;

-- The order of lists, the latest first, of equals the least id: the beginning of an id tells most of them apart.
CREATE INDEX events_moment ON events (moment DESC, substr(id, 1, 4));
DROP INDEX claims_moment;
CREATE INDEX claims_moment ON claims (moment DESC, substr(id, 1, 4));

-- Keys of copies in four bytes: the few that meet by chance are told apart by the texts themselves.
CREATE TABLE report_keys_3 (
  key INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO report_keys_3 SELECT key & 0x7fffffff, report FROM report_keys ORDER BY 1, 2;
DROP TABLE report_keys;
ALTER TABLE report_keys_3 RENAME TO report_keys;

-- A unit is of the report of the claim whose number it has; of minus its own number where it has none.
DROP INDEX link_units_report;
CREATE TABLE link_units_3 (
  unit INTEGER PRIMARY KEY,
  moment REAL NOT NULL,
  claims TEXT,
  main INTEGER NOT NULL CHECK (main IN (0, 1)),
  event INTEGER
) STRICT;
INSERT INTO link_units_3 SELECT unit, moment, claims, main, event FROM link_units ORDER BY unit;
DROP TABLE link_units;
ALTER TABLE link_units_3 RENAME TO link_units;
CREATE INDEX link_units_event ON link_units (event) WHERE event IS NOT NULL;

CREATE TABLE source_nodes_3 (
  node INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL
) STRICT;
INSERT INTO source_nodes_3 SELECT node, id, kind, label FROM source_nodes ORDER BY node;
DROP TABLE source_nodes;
ALTER TABLE source_nodes_3 RENAME TO source_nodes;
CREATE INDEX source_nodes_id ON source_nodes (id);

CREATE VIEW claims_quoted AS
  SELECT c.id, r.id AS report, r.publisher, r.published, c.type, c.mode, c.status, c.factuality, y.text AS status_why,
    substr(r.text, c.trigger_start + 1, c.trigger_stop - c.trigger_start) AS "trigger",
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(e.name, substr(r.text, p.start + 1, p.stop - p.start)) AS v
      FROM claim_parties p JOIN entities e USING (entity)
      WHERE p.claim = c.claim AND p.role = 0 ORDER BY p.position)) AS actors,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(e.name, substr(r.text, p.start + 1, p.stop - p.start)) AS v
      FROM claim_parties p JOIN entities e USING (entity)
      WHERE p.claim = c.claim AND p.role = 1 ORDER BY p.position)) AS recipients,
    (SELECT group_concat(v, '; ') FROM (
      SELECT substr(r.text, q.start + 1, q.stop - q.start) || ' (' || q.role || ')' AS v
      FROM claim_quantities q WHERE q.claim = c.claim ORDER BY q.position)) AS figures,
    c.time_start, c.time_end, w.name AS place, c.place_country,
    (SELECT group_concat(v, ' > ') FROM (
      SELECT coalesce(e.name, substr(r.text, l.source_start + 1, l.source_stop - l.source_start)) AS v
      FROM claim_chain l LEFT JOIN entities e USING (entity)
      WHERE l.claim = c.claim ORDER BY l.position)) AS chain,
    substr(r.text, s.start + 1, s.stop - s.start) AS evidence,
    (SELECT e.id FROM events e WHERE e.event = c.event) AS event
  FROM claims c JOIN reports r USING (report) JOIN sentences s USING (sentence) JOIN reasons y ON y.reason = c.status_why
  LEFT JOIN places w USING (place);

CREATE VIEW events_told AS
  SELECT e.id, e.type, e.mode, e.title, e.status, s.text AS status_why, e.time_start, e.time_end, e.time_precision,
    t.text AS time_why, w.name AS place, e.place_country, p.text AS place_why, e.origins_low, e.origins_high,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(n.name, n.id) AS v FROM event_parties q JOIN entities n USING (entity)
      WHERE q.event = e.event AND q.role = 0 ORDER BY q.position)) AS actors,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(n.name, n.id) AS v FROM event_parties q JOIN entities n USING (entity)
      WHERE q.event = e.event AND q.role = 1 ORDER BY q.position)) AS recipients,
    (SELECT count(*) FROM claims c WHERE c.event = e.event) AS claims,
    (SELECT count(DISTINCT report) FROM claims c WHERE c.event = e.event) AS reports,
    e.first_published, coalesce(e.last_published, e.first_published) AS last_published
  FROM events e JOIN reasons s ON s.reason = e.status_why LEFT JOIN reasons t ON t.reason = e.time_why
  LEFT JOIN reasons p ON p.reason = e.place_why LEFT JOIN places w USING (place);
