-- The record, version 2: what can be told again from a report is not kept twice, and words that stand in many rows are
-- kept once. Foreign keys are off while this runs and are checked after it.

DROP VIEW sentence_texts;
DROP VIEW claims_quoted;
DROP VIEW attributions_quoted;

-- Why something is taken to be so, in words. Columns why and *_why of claims, claim_parties and events are its rows,
-- which are numbered by a hash of the words, so that no index has to hold these again.
CREATE TABLE reasons (
  reason INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
CREATE TEMP TABLE words (text TEXT PRIMARY KEY, reason INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO words
  SELECT text, hashed(text) + row_number() OVER (PARTITION BY hashed(text) ORDER BY text) - 1 FROM (
    SELECT status_why AS text FROM claims UNION SELECT why FROM claim_parties WHERE why IS NOT NULL
    UNION SELECT status_why FROM events UNION SELECT time_why FROM events WHERE time_why IS NOT NULL
    UNION SELECT place_why FROM events WHERE place_why IS NOT NULL);
INSERT INTO reasons SELECT reason, text FROM words ORDER BY reason;

-- Spans as "start-stop", several with a space between. NULL: id is a and position + 1; reach is the content.
CREATE TABLE attributions_2 (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT,
  parent TEXT,
  stance TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  reach TEXT,
  source_head INTEGER,
  cue_head INTEGER,
  content_head INTEGER,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
INSERT INTO attributions_2
  SELECT report, position, nullif(id, 'a' || (position + 1)), parent, stance, seen_by,
    replace(replace(replace(replace(replace(source, '],[', ' '), '[[', ''), ']]', ''), '[]', ''), ',', '-'),
    replace(replace(replace(replace(replace(cue, '],[', ' '), '[[', ''), ']]', ''), '[]', ''), ',', '-'),
    replace(replace(replace(replace(replace(content, '],[', ' '), '[[', ''), ']]', ''), '[]', ''), ',', '-'),
    CASE WHEN reach != content THEN
      replace(replace(replace(replace(replace(reach, '],[', ' '), '[[', ''), ']]', ''), '[]', ''), ',', '-') END,
    source_head, cue_head, content_head
  FROM attributions;
DROP TABLE attributions;
ALTER TABLE attributions_2 RENAME TO attributions;

CREATE TABLE sentences_2 (
  sentence INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL
) STRICT;
INSERT INTO sentences_2 SELECT sentence, report, start, stop FROM sentences;
DROP TABLE sentences;
ALTER TABLE sentences_2 RENAME TO sentences;

-- In the order of lists: the latest first, of equals the least id.
DROP INDEX reports_moment;
CREATE INDEX reports_moment ON reports (moment DESC, id);
DROP INDEX disputes_moment;
CREATE INDEX disputes_moment ON disputes (moment DESC, id);
DROP INDEX entities_whole;
CREATE INDEX entities_id ON entities (id) WHERE id IS NOT NULL;
CREATE INDEX entities_bare ON entities (country, sector) WHERE id IS NULL AND name IS NULL;
DROP INDEX place_mentions_place;

CREATE TABLE claims_2 (
  claim INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL DEFAULT '[]',
  cameo TEXT,
  trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL,
  sentence INTEGER NOT NULL REFERENCES sentences,
  status TEXT NOT NULL,
  factuality TEXT NOT NULL,
  status_why INTEGER NOT NULL REFERENCES reasons,
  time_start TEXT, time_end TEXT, time_precision TEXT,
  time_span_start INTEGER, time_span_stop INTEGER,
  place INTEGER REFERENCES places, place_country TEXT, place_start INTEGER, place_stop INTEGER,
  first_day INTEGER, last_day INTEGER,
  moment INTEGER NOT NULL,
  UNIQUE (report, position)
) STRICT;
INSERT INTO claims_2
  SELECT claim, id, report, position, type, mode, contexts, cameo, trigger_start, trigger_stop, sentence, status,
    factuality, (SELECT reason FROM words w WHERE w.text = status_why), time_start, time_end, time_precision,
    time_span_start, time_span_stop, place, place_country, place_start, place_stop, first_day, last_day, moment
  FROM claims ORDER BY claim;
DROP TABLE claims;
ALTER TABLE claims_2 RENAME TO claims;
CREATE INDEX claims_sentence ON claims (sentence);
CREATE INDEX claims_moment ON claims (moment DESC, id);
CREATE INDEX claims_kind ON claims (type, status, mode);
CREATE INDEX claims_first_day ON claims (first_day);
CREATE INDEX claims_long ON claims (last_day) WHERE last_day > first_day;
CREATE INDEX claims_place ON claims (place) WHERE place IS NOT NULL;
CREATE INDEX claims_place_country ON claims (place_country) WHERE place_country IS NOT NULL;

-- role: 0 actor, 1 recipient.
CREATE TABLE claim_parties_2 (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  role INTEGER NOT NULL CHECK (role IN (0, 1)),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities,
  why INTEGER REFERENCES reasons,
  country TEXT,
  PRIMARY KEY (claim, role, position)
) STRICT, WITHOUT ROWID;
INSERT INTO claim_parties_2
  SELECT claim, role = 'recipient', position, start, stop, entity, (SELECT reason FROM words w WHERE w.text = why),
    country
  FROM claim_parties ORDER BY claim, role, position;
DROP TABLE claim_parties;
ALTER TABLE claim_parties_2 RENAME TO claim_parties;
CREATE INDEX claim_parties_entity ON claim_parties (entity, role);
CREATE INDEX claim_parties_country ON claim_parties (country, role) WHERE country IS NOT NULL;

-- What linking keeps: of a report, the words that tell most, packed; a unit has the row number of its first claim, and
-- minus that of its report where it has none; event is the number of the event's first claim likewise.
CREATE TABLE link_reports_2 (
  report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
  kept BLOB NOT NULL
) STRICT;
INSERT INTO link_reports_2
  SELECT r.report, repacked(l.kept) FROM link_reports l JOIN reports r ON r.id = l.report ORDER BY r.report;
CREATE TABLE link_units_2 (
  unit INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES link_reports ON DELETE CASCADE,
  moment REAL NOT NULL,
  claims TEXT,
  main INTEGER NOT NULL CHECK (main IN (0, 1)),
  event INTEGER
) STRICT;
CREATE TEMP TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, id TEXT NOT NULL);
INSERT INTO renumbered
  SELECT u.unit, coalesce((SELECT claim FROM claims c WHERE c.id = u.id), -r.report), u.id
  FROM link_units u JOIN reports r ON r.id = u.report;
INSERT INTO link_units_2
  SELECT n.new, r.report, u.moment,
    CASE WHEN json_array_length(u.claims) > 1 THEN
      (SELECT json_group_array(c.claim) FROM (
        SELECT c.claim FROM json_each(u.claims) j JOIN claims c ON c.id = j.value ORDER BY j.key) c) END,
    u.main,
    coalesce((SELECT claim FROM claims c WHERE c.id = u.event),
      (SELECT -e.report FROM reports e WHERE e.id = substr(u.event, 8) AND u.event LIKE 'report:%'))
  FROM link_units u JOIN renumbered n ON n.old = u.unit JOIN reports r ON r.id = u.report ORDER BY n.new;
-- units: bit n stands for the nth unit of the report, least number first. Filled after this by what makes the keys.
CREATE TABLE link_keys_2 (
  key INTEGER NOT NULL,
  report INTEGER NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_edges_2 (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
INSERT INTO link_edges_2
  SELECT x.new, y.new, score FROM link_edges e JOIN renumbered x ON x.old = e.a JOIN renumbered y ON y.old = e.b
  ORDER BY x.new, y.new;
DROP TABLE renumbered;
DROP TABLE link_keys;
DROP TABLE link_edges;
DROP TABLE link_units;
DROP TABLE link_reports;
ALTER TABLE link_reports_2 RENAME TO link_reports;
ALTER TABLE link_units_2 RENAME TO link_units;
ALTER TABLE link_keys_2 RENAME TO link_keys;
ALTER TABLE link_edges_2 RENAME TO link_edges;
CREATE INDEX link_units_report ON link_units (report);
CREATE INDEX link_units_event ON link_units (event) WHERE event IS NOT NULL;

-- NULL in columns of claims: all claims of the event.
CREATE TABLE events_2 (
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
INSERT INTO events_2
  SELECT event, e.id, type, mode, title, status, (SELECT reason FROM words w WHERE w.text = status_why), time_start,
    time_end, time_precision, (SELECT reason FROM words w WHERE w.text = time_why),
    CASE WHEN time_claims != k.ids THEN time_claims END, place, place_country,
    (SELECT reason FROM words w WHERE w.text = place_why), CASE WHEN place_claims != k.ids THEN place_claims END,
    origins_low, origins_high, origins_why, first_published, last_published, first_day, last_day, moment
  FROM events e LEFT JOIN (
    SELECT event, json_group_array(id) AS ids FROM (
      SELECT event, c.id FROM event_claims JOIN claims c USING (claim) ORDER BY event, event_claims.position)
    GROUP BY event) k USING (event) ORDER BY event;

CREATE TABLE event_parties_2 (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  role INTEGER NOT NULL CHECK (role IN (0, 1)),
  position INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities,
  claims TEXT,
  country TEXT,
  accused INTEGER NOT NULL DEFAULT 0,  -- named as the doer by accusers alone
  PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
INSERT INTO event_parties_2
  SELECT event, role = 'recipient', position, entity, CASE WHEN claims != k.ids THEN claims END, country, accused
  FROM event_parties p LEFT JOIN (
    SELECT event, json_group_array(id) AS ids FROM (
      SELECT event, c.id FROM event_claims JOIN claims c USING (claim) ORDER BY event, event_claims.position)
    GROUP BY event) k USING (event) ORDER BY event, 2, position;
DROP TABLE event_parties;
ALTER TABLE event_parties_2 RENAME TO event_parties;
CREATE INDEX event_parties_entity ON event_parties (entity, role);
CREATE INDEX event_parties_country ON event_parties (country, role) WHERE country IS NOT NULL;
DROP TABLE events;
ALTER TABLE events_2 RENAME TO events;
CREATE INDEX events_moment ON events (moment DESC, id);
CREATE INDEX events_kind ON events (type, status, mode);
CREATE INDEX events_first_day ON events (first_day);
CREATE INDEX events_long ON events (last_day) WHERE last_day > first_day;
CREATE INDEX events_place ON events (place) WHERE place IS NOT NULL;
CREATE INDEX events_place_country ON events (place_country) WHERE place_country IS NOT NULL;
CREATE INDEX events_origins ON events (origins_low, moment);

DROP TABLE event_reports;
CREATE VIEW event_reports AS
  SELECT k.event, min(k.position) AS position, c.report FROM event_claims k JOIN claims c USING (claim)
  GROUP BY k.event, c.report;

-- What only one report tells of an event is told from the report when it is asked for.
CREATE TEMP TABLE alone (event INTEGER PRIMARY KEY);
INSERT INTO alone
  SELECT event FROM event_claims JOIN claims USING (claim) GROUP BY event HAVING count(DISTINCT report) = 1;

-- label is NULL where the origin's own is meant; claims: how many it speaks in; denies: whether it denies in one;
-- disputed: disputes of the event in which it stands on a side.
CREATE TABLE event_origins_2 (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins,
  asserts INTEGER NOT NULL CHECK (asserts IN (0, 1)),
  denies INTEGER NOT NULL CHECK (denies IN (0, 1)),
  claims INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  label TEXT,
  known_as TEXT,
  why TEXT,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
INSERT INTO event_origins_2
  SELECT x.event, x.position, x.origin, asserts, coalesce(w.denies, 0), coalesce(w.claims, 0),
    coalesce(s.disputed, 0),
    CASE WHEN x.label != o.label THEN x.label END,
    CASE WHEN a.event IS NULL THEN x.known_as END, CASE WHEN a.event IS NULL THEN x.why END
  FROM event_origins x JOIN origins o USING (origin) LEFT JOIN alone a ON a.event = x.event
  LEFT JOIN (SELECT event, origin, count(*) AS claims, max(stance = 'denies') AS denies FROM claim_origins
    GROUP BY event, origin) w ON w.event = x.event AND w.origin = x.origin
  LEFT JOIN (SELECT d.event, j.value AS id, count(DISTINCT d.dispute) AS disputed
    FROM disputes d JOIN dispute_sides USING (dispute) JOIN json_each(dispute_sides.origins) j GROUP BY d.event, j.value
    ) s ON s.event = x.event AND s.id = o.id
  ORDER BY x.event, x.position;
DROP TABLE event_origins;
ALTER TABLE event_origins_2 RENAME TO event_origins;
CREATE INDEX event_origins_origin ON event_origins (origin, asserts);

-- How an origin fared: events that it asserts, those of them that another asserts too, disputes it stands in.
ALTER TABLE origins ADD COLUMN asserted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origins ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origins ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
UPDATE origins SET (asserted, confirmed, disputed) = (
  SELECT coalesce(sum(asserts), 0), coalesce(sum(asserts AND origins_low > 1), 0), coalesce(sum(disputed), 0)
  FROM event_origins x JOIN events e USING (event) WHERE x.origin = origins.origin);
-- Names are looked for by parts of them, which no index helps.
DROP INDEX origins_name;
DROP INDEX origins_outlet;
DROP INDEX origins_events;
CREATE INDEX origins_asserted ON origins (asserted DESC, id);
CREATE INDEX event_origins_label ON event_origins (origin, length(label), label) WHERE label IS NOT NULL;

DELETE FROM event_statuses WHERE event IN (SELECT event FROM alone);
DELETE FROM event_figures WHERE event IN (SELECT event FROM alone);
DELETE FROM claim_origins WHERE event IN (SELECT event FROM alone);
DELETE FROM event_edges WHERE event IN (SELECT event FROM alone);
DELETE FROM event_nodes WHERE event IN (SELECT event FROM alone);
DELETE FROM source_nodes WHERE node NOT IN (SELECT node FROM event_nodes);
DROP TABLE alone;
DROP TABLE words;

-- The same with the words of the reports, for people.

CREATE VIEW sentence_texts AS
  SELECT s.sentence, s.report, substr(r.text, s.start + 1, s.stop - s.start) AS text
  FROM sentences s JOIN reports r USING (report);

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
    (SELECT e.id FROM event_claims k JOIN events e USING (event) WHERE k.claim = c.claim) AS event
  FROM claims c JOIN reports r USING (report) JOIN sentences s USING (sentence) JOIN reasons y ON y.reason = c.status_why
  LEFT JOIN places w USING (place);

CREATE VIEW attributions_quoted AS
  SELECT r.id AS report, coalesce(a.id, 'a' || (a.position + 1)) AS id, a.parent, a.stance, a.seen_by,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.source, ''), '-', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS source,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.cue, ''), '-', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS cue,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each('[[' || replace(replace(nullif(a.content, ''), '-', ','), ' ', '],[') || ']]') j
      ORDER BY j.key)) AS content
  FROM attributions a JOIN reports r USING (report);

CREATE VIEW events_told AS
  SELECT e.id, e.type, e.mode, e.title, e.status, s.text AS status_why, e.time_start, e.time_end, e.time_precision,
    t.text AS time_why, w.name AS place, e.place_country, p.text AS place_why, e.origins_low, e.origins_high,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(n.name, n.id) AS v FROM event_parties q JOIN entities n USING (entity)
      WHERE q.event = e.event AND q.role = 0 ORDER BY q.position)) AS actors,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(n.name, n.id) AS v FROM event_parties q JOIN entities n USING (entity)
      WHERE q.event = e.event AND q.role = 1 ORDER BY q.position)) AS recipients,
    (SELECT count(*) FROM event_claims k WHERE k.event = e.event) AS claims,
    (SELECT count(DISTINCT c.report) FROM event_claims k JOIN claims c USING (claim) WHERE k.event = e.event) AS reports,
    e.first_published, e.last_published
  FROM events e JOIN reasons s ON s.reason = e.status_why LEFT JOIN reasons t ON t.reason = e.time_why
  LEFT JOIN reasons p ON p.reason = e.place_why LEFT JOIN places w USING (place);
