-- The record of OnRecord, version 1. Every column is described in docs/record.md.
-- start and stop are code points into reports.text, stop exclusive: substr(text, start + 1, stop - start) is the quote.
-- first_day and last_day count days from 1 January of the year 1: when it was, where that is not known when it was told.
-- moment is a time in seconds since 1970 (UTC) that lists are ordered by; -1000000000000 where no time is known.

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  started TEXT NOT NULL,
  ended TEXT,
  software TEXT NOT NULL,
  weights TEXT,
  inputs INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  claims INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE rejected (
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_run ON rejected (run);

CREATE TABLE pages (
  page INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE reports (
  report INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  given_id TEXT,
  page INTEGER REFERENCES pages,
  version INTEGER,
  url TEXT,
  path TEXT,
  publisher TEXT,
  author TEXT,
  title TEXT,
  language TEXT,
  published TEXT,
  updated TEXT,
  moment INTEGER NOT NULL,
  text TEXT NOT NULL,
  dateline_start INTEGER, dateline_stop INTEGER,
  dateline_place_start INTEGER, dateline_place_stop INTEGER,
  dateline_outlet_start INTEGER, dateline_outlet_stop INTEGER,
  dateline_date_start INTEGER, dateline_date_stop INTEGER,
  credits TEXT NOT NULL DEFAULT '[]',
  copy_of INTEGER REFERENCES reports,
  copy_kind TEXT CHECK (copy_kind IN ('exact', 'near', 'part')),
  copy_share REAL,
  run INTEGER NOT NULL REFERENCES runs
) STRICT;
CREATE INDEX reports_moment ON reports (moment, id);
CREATE INDEX reports_publisher ON reports (publisher, moment);
CREATE INDEX reports_given ON reports (given_id) WHERE given_id IS NOT NULL;
CREATE INDEX reports_page ON reports (page) WHERE page IS NOT NULL;
CREATE INDEX reports_copy ON reports (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE documents (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  media_type TEXT,
  bytes INTEGER,
  fetched TEXT,
  run INTEGER NOT NULL REFERENCES runs,
  PRIMARY KEY (report, path, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedded (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  author TEXT,
  published TEXT,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_keys (
  key INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
  sentence INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  UNIQUE (report, start, stop)
) STRICT;

CREATE TABLE entities (
  entity INTEGER PRIMARY KEY,
  id TEXT,
  name TEXT,
  country TEXT,
  sector TEXT,
  everywhere INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_whole ON entities (id, name, country, sector);
CREATE INDEX entities_name ON entities (name COLLATE NOCASE);
CREATE INDEX entities_country ON entities (country);

CREATE TABLE places (
  place INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  geonames_id INTEGER,
  precision TEXT,
  west REAL, south REAL, east REAL, north REAL,
  radius_km REAL,
  admin TEXT
) STRICT;
CREATE INDEX places_name ON places (name COLLATE NOCASE);
CREATE INDEX places_point ON places (lat, lon);

CREATE TABLE claims (
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
  status_why TEXT NOT NULL,
  time_start TEXT, time_end TEXT, time_precision TEXT,
  time_span_start INTEGER, time_span_stop INTEGER,
  place INTEGER REFERENCES places, place_country TEXT, place_start INTEGER, place_stop INTEGER,
  first_day INTEGER, last_day INTEGER,
  moment INTEGER NOT NULL,
  UNIQUE (report, position)
) STRICT;
CREATE INDEX claims_sentence ON claims (sentence);
CREATE INDEX claims_moment ON claims (moment, id);
CREATE INDEX claims_type ON claims (type, moment);
CREATE INDEX claims_status ON claims (status, moment);
CREATE INDEX claims_mode ON claims (mode, moment) WHERE mode IS NOT NULL;
CREATE INDEX claims_first_day ON claims (first_day);
CREATE INDEX claims_long ON claims (last_day) WHERE last_day > first_day;
CREATE INDEX claims_place ON claims (place, moment) WHERE place IS NOT NULL;
CREATE INDEX claims_place_country ON claims (place_country, moment) WHERE place_country IS NOT NULL;

CREATE TABLE claim_parties (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities,
  why TEXT,
  country TEXT,
  moment INTEGER NOT NULL,
  PRIMARY KEY (claim, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_parties_entity ON claim_parties (entity, role, moment);
CREATE INDEX claim_parties_country ON claim_parties (country, role, moment) WHERE country IS NOT NULL;

CREATE TABLE claim_objects (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  item TEXT,
  name TEXT,
  notes TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_quantities (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  role TEXT NOT NULL,
  value ANY,
  low ANY,
  high ANY,
  unit TEXT,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_chain (
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source_start INTEGER, source_stop INTEGER,
  source_kind TEXT,
  entity INTEGER REFERENCES entities,
  cue_start INTEGER, cue_stop INTEGER,
  stance TEXT NOT NULL,
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_chain_entity ON claim_chain (entity) WHERE entity IS NOT NULL;

-- source, cue, content and reach are JSON lists of [start, stop].
CREATE TABLE attributions (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  parent TEXT,
  stance TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  reach TEXT NOT NULL,
  source_head INTEGER,
  cue_head INTEGER,
  content_head INTEGER,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  low TEXT,
  high TEXT,
  precision TEXT,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_mentions (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES places,
  use TEXT NOT NULL,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_mentions_place ON place_mentions (place);

CREATE TABLE warnings (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  code TEXT NOT NULL,
  suggestion TEXT,
  detail TEXT,
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- What linking keeps between calls, and what people decided.

CREATE TABLE link_reports (
  report TEXT PRIMARY KEY,
  kept BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE link_units (
  unit INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES link_reports ON DELETE CASCADE,
  moment REAL NOT NULL,
  claims TEXT NOT NULL,
  main INTEGER NOT NULL CHECK (main IN (0, 1)),
  event TEXT
) STRICT;
CREATE INDEX link_units_report ON link_units (report);
CREATE INDEX link_units_event ON link_units (event) WHERE event IS NOT NULL;

CREATE TABLE link_keys (
  key INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  PRIMARY KEY (key, unit)
) STRICT, WITHOUT ROWID;

-- Each pair stands twice, once from either end.
CREATE TABLE link_edges (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (
  judgement INTEGER PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT,
  undone TEXT
) STRICT;
CREATE INDEX judgements_a ON judgements (a);
CREATE INDEX judgements_b ON judgements (b);

-- Events and what stands behind them. Lists of ids are JSON arrays of claims.id or origins.id.

CREATE TABLE events (
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  mode TEXT,
  title TEXT NOT NULL,
  status TEXT NOT NULL,
  status_why TEXT NOT NULL,
  time_start TEXT, time_end TEXT, time_precision TEXT, time_why TEXT, time_claims TEXT,
  place INTEGER REFERENCES places, place_country TEXT, place_why TEXT, place_claims TEXT,
  origins_low INTEGER NOT NULL,
  origins_high INTEGER NOT NULL,
  origins_why TEXT NOT NULL DEFAULT '[]',
  first_published TEXT,
  last_published TEXT,
  first_day INTEGER, last_day INTEGER,
  moment INTEGER NOT NULL
) STRICT;
CREATE INDEX events_moment ON events (moment, id);
CREATE INDEX events_type ON events (type, moment);
CREATE INDEX events_status ON events (status, moment);
CREATE INDEX events_mode ON events (mode, moment) WHERE mode IS NOT NULL;
CREATE INDEX events_first_day ON events (first_day);
CREATE INDEX events_long ON events (last_day) WHERE last_day > first_day;
CREATE INDEX events_place ON events (place, moment) WHERE place IS NOT NULL;
CREATE INDEX events_place_country ON events (place_country, moment) WHERE place_country IS NOT NULL;
CREATE INDEX events_origins ON events (origins_low, moment);

CREATE TABLE event_aliases (
  alias TEXT PRIMARY KEY,
  event TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_aliases_event ON event_aliases (event);

CREATE TABLE event_claims (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim INTEGER NOT NULL UNIQUE REFERENCES claims ON DELETE CASCADE,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_reports (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_reports_report ON event_reports (report);

CREATE TABLE event_parties (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  position INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities,
  claims TEXT NOT NULL,
  country TEXT,
  moment INTEGER NOT NULL,
  accused INTEGER NOT NULL DEFAULT 0,  -- named as the doer by accusers alone
  PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_entity ON event_parties (entity, role, moment);
CREATE INDEX event_parties_country ON event_parties (country, role, moment) WHERE country IS NOT NULL;

CREATE TABLE event_statuses (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  origin INTEGER REFERENCES origins,
  why TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_statuses_claim ON event_statuses (claim);
CREATE INDEX event_statuses_origin ON event_statuses (origin) WHERE origin IS NOT NULL;

CREATE TABLE event_figures (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  value ANY,
  low ANY,
  high ANY,
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  origin INTEGER REFERENCES origins,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  note TEXT,
  revises INTEGER REFERENCES claims ON DELETE CASCADE,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_figures_claim ON event_figures (claim);
CREATE INDEX event_figures_revises ON event_figures (revises) WHERE revises IS NOT NULL;
CREATE INDEX event_figures_origin ON event_figures (origin) WHERE origin IS NOT NULL;

CREATE TABLE origins (
  origin INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  name TEXT,
  country TEXT,
  outlet TEXT,
  events INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX origins_events ON origins (events, id);
CREATE INDEX origins_name ON origins (name COLLATE NOCASE);
CREATE INDEX origins_outlet ON origins (outlet);

-- The origins of one event: in another event the same origin may go by other words and assert nothing.
CREATE TABLE event_origins (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  origin INTEGER NOT NULL REFERENCES origins,
  asserts INTEGER NOT NULL CHECK (asserts IN (0, 1)),
  label TEXT NOT NULL,
  known_as TEXT NOT NULL DEFAULT '[]',
  why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_origins_origin ON event_origins (origin, length(label), label);

CREATE TABLE claim_origins (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  origin INTEGER NOT NULL REFERENCES origins,
  stance TEXT NOT NULL,
  via TEXT NOT NULL DEFAULT '[]',
  independent INTEGER NOT NULL CHECK (independent IN (0, 1)),
  why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_origins_claim ON claim_origins (claim);
CREATE INDEX claim_origins_origin ON claim_origins (origin);

CREATE TABLE disputes (
  dispute INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  role TEXT,
  why TEXT NOT NULL,
  moment INTEGER NOT NULL
) STRICT;
CREATE INDEX disputes_event ON disputes (event, position);
CREATE INDEX disputes_moment ON disputes (moment, id);
CREATE INDEX disputes_kind ON disputes (kind, moment);

CREATE TABLE dispute_sides (
  dispute INTEGER NOT NULL REFERENCES disputes ON DELETE CASCADE,
  side INTEGER NOT NULL,
  value TEXT NOT NULL,
  claims TEXT NOT NULL,
  origins TEXT NOT NULL,
  since TEXT,
  PRIMARY KEY (dispute, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_evidence (
  dispute INTEGER NOT NULL,
  side INTEGER NOT NULL,
  position INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (dispute, side, position),
  FOREIGN KEY (dispute, side) REFERENCES dispute_sides ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_evidence_report ON dispute_evidence (report);

CREATE TABLE source_nodes (
  node INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (id, kind, label)
) STRICT;

CREATE TABLE event_nodes (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  node INTEGER NOT NULL REFERENCES source_nodes,
  independent INTEGER NOT NULL CHECK (independent IN (0, 1)),
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_nodes_node ON event_nodes (node);

-- source and target are event_nodes.position of the same event.
CREATE TABLE event_edges (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  kind TEXT NOT NULL,
  report INTEGER REFERENCES reports ON DELETE CASCADE,
  start INTEGER,
  stop INTEGER,
  circular INTEGER NOT NULL CHECK (circular IN (0, 1)),
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_edges_report ON event_edges (report) WHERE report IS NOT NULL;

-- The same with the words of the reports, for people.

CREATE VIEW sentence_texts AS
  SELECT s.sentence, s.report, substr(r.text, s.start + 1, s.stop - s.start) AS text
  FROM sentences s JOIN reports r USING (report);

-- Order inside group_concat() is newer (SQLite 3.44) than the tools people have; sub-selects do the same since long.
CREATE VIEW claims_quoted AS
  SELECT c.id, r.id AS report, r.publisher, r.published, c.type, c.mode, c.status, c.factuality,
    substr(r.text, c.trigger_start + 1, c.trigger_stop - c.trigger_start) AS "trigger",
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(e.name, substr(r.text, p.start + 1, p.stop - p.start)) AS v
      FROM claim_parties p JOIN entities e USING (entity)
      WHERE p.claim = c.claim AND p.role = 'actor' ORDER BY p.position)) AS actors,
    (SELECT group_concat(v, '; ') FROM (
      SELECT coalesce(e.name, substr(r.text, p.start + 1, p.stop - p.start)) AS v
      FROM claim_parties p JOIN entities e USING (entity)
      WHERE p.claim = c.claim AND p.role = 'recipient' ORDER BY p.position)) AS recipients,
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
  FROM claims c JOIN reports r USING (report) JOIN sentences s USING (sentence) LEFT JOIN places w USING (place);

CREATE VIEW attributions_quoted AS
  SELECT r.id AS report, a.id, a.parent, a.stance, a.seen_by,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each(a.source) j ORDER BY j.key)) AS source,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each(a.cue) j ORDER BY j.key)) AS cue,
    (SELECT group_concat(v, ' … ') FROM (
      SELECT substr(r.text, json_extract(j.value, '$[0]') + 1,
        json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS v
      FROM json_each(a.content) j ORDER BY j.key)) AS content
  FROM attributions a JOIN reports r USING (report);

CREATE VIRTUAL TABLE reports_search USING fts5 (
  title, text, content = 'reports', content_rowid = 'report', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE sentences_search USING fts5 (
  text, content = 'sentence_texts', content_rowid = 'sentence', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What differs in the claims of one version of a page and the next.
CREATE TABLE corrections (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('vanished', 'appeared', 'changed')),
  field TEXT,
  before TEXT,
  after TEXT,
  old_report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  new_report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  old_claim INTEGER REFERENCES claims ON DELETE CASCADE,
  new_claim INTEGER REFERENCES claims ON DELETE CASCADE,
  moment INTEGER NOT NULL,
  PRIMARY KEY (page, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_moment ON corrections (moment, page, position);
CREATE INDEX corrections_old_report ON corrections (old_report);
CREATE INDEX corrections_new_report ON corrections (new_report);
CREATE INDEX corrections_old_claim ON corrections (old_claim) WHERE old_claim IS NOT NULL;
CREATE INDEX corrections_new_claim ON corrections (new_claim) WHERE new_claim IS NOT NULL;

-- Which report stands in which other: the later repeats the earlier (reports.copy_of is the first of all).
CREATE TABLE copy_pairs (
  report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  earlier INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'part')),
  share REAL NOT NULL,
  PRIMARY KEY (report, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_pairs_earlier ON copy_pairs (earlier);

-- What watching keeps between two askings of a feed (JSON), and the entries that are in the record or never will be.
CREATE TABLE feeds (
  feed TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_entries (
  key TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
