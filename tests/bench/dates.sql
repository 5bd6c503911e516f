-- `LATERAL`, because `(made(…)).*` would make every row once for each column.
-- {towns} towns, {events} activities and {dates} dates around now, each made of the one row that is there.
-- Dates lie evenly over two years, half of them past; one in two hundred goes on for two weeks.

INSERT INTO municipalities_municipality
SELECT made.*
FROM (SELECT * FROM municipalities_municipality ORDER BY id LIMIT 1) town, generate_series(1, {towns}) n,
    LATERAL jsonb_populate_record(NULL::municipalities_municipality, to_jsonb(town) || jsonb_build_object(
    'id', town.id + n, 'code', lpad(n::text, 3, '0'), 'slug', 'town-' || n, 'name_fi', 'Kunta ' || n,
    'name_sv', 'Kommun ' || n, 'state', CASE WHEN n % 40 = 0 THEN 'ended' ELSE 'active' END
)) made;

ANALYZE municipalities_municipality;

INSERT INTO events_event
SELECT made.*
FROM (SELECT * FROM events_event LIMIT 1) event, generate_series(1, {events}) n
JOIN municipalities_municipality town ON town.slug = 'town-' || 1 + n % {towns},
    LATERAL jsonb_populate_record(NULL::events_event, to_jsonb(event) || jsonb_build_object(
    'uuid', md5('event' || n)::uuid, 'path', 'town-' || 1 + n % {towns} || '/events/activity-' || n || '/',
    'municipality_id', town.id, 'created_at', now() - n * interval '10 minutes'
)) made;

ANALYZE events_event;

INSERT INTO events_eventtext
SELECT made.*
FROM (SELECT * FROM events_eventtext ORDER BY id LIMIT 1) words, generate_series(1, {events}) n, generate_series(0, 1) k,
    LATERAL jsonb_populate_record(NULL::events_eventtext, to_jsonb(words) || jsonb_build_object(
    'id', words.id + 2 * n + k, 'event_id', md5('event' || n)::uuid, 'language', (ARRAY['fi', 'en'])[1 + k],
    'title', (ARRAY['Kielikahvila', 'Uintivuoro', 'Perhekerho', 'Futsal', 'Luontoretki'])[1 + n % 5]
        || CASE WHEN n % 3000 = 0 THEN ' saunassa' ELSE '' END || ' ' || n
)) made;

INSERT INTO events_occurrence
SELECT made.*
FROM (SELECT * FROM events_occurrence ORDER BY id LIMIT 1) date,
    generate_series(1, {dates}) turn,
    LATERAL (SELECT 1 + turn % {events} AS n) number
    JOIN LATERAL (SELECT uuid, municipality_id, number.n FROM events_event WHERE uuid = md5('event' || number.n)::uuid) event ON true
    JOIN municipalities_municipality town ON town.id = event.municipality_id,
    LATERAL (SELECT date_trunc('minute', now() - interval '1 year' + turn * interval '2 years' / {dates}) AS begins,
        CASE WHEN turn % 200 = 0 THEN interval '14 days' ELSE interval '90 minutes' END AS lasts) times,
    LATERAL jsonb_populate_record(NULL::events_occurrence, to_jsonb(date) || jsonb_build_object(
    'id', date.id + turn, 'event_id', event.uuid, 'municipality_id', event.municipality_id,
    'recurrence_id', to_char(begins, 'YYYY-MM-DD"T"HH24:MI'), 'slug', to_char(begins, 'YYYY-MM-DD"T"HH24MI'), 'start', begins,
    'end', begins + lasts, 'listed_until', begins + lasts, 'first_day', (begins AT TIME ZONE 'Europe/Helsinki')::date,
    'last_day', ((begins + lasts) AT TIME ZONE 'Europe/Helsinki')::date, 'is_long', lasts > interval '7 days',
    'group', (lasts > interval '7 days')::int, 'facets', ARRAY[
        'muni=' || town.slug,
        'topic=' || (ARRAY['language', 'sport', 'food', 'crafts', 'families', 'nature'])[1 + (event.n % 36) / 6],
        'for=' || (ARRAY['all', 'adults', 'women', 'men', 'families', 'children', 'youth'])[1 + event.n % 7],
        'speaks=fi',
        'speaks=' || CASE WHEN event.n % 2000 = 0 THEN 'ti' ELSE (ARRAY['sv', 'en', 'ar', 'prs', 'uk'])[1 + event.n % 5] END,
        CASE WHEN event.n % 3 = 0 THEN 'free=1' ELSE 'signup=yes' END,
        CASE WHEN event.n % 4 = 0 THEN 'childcare=1' ELSE 'access=step_free' END,
        CASE WHEN event.n % 10 = 0 THEN 'mode=online' ELSE 'mode=onsite' END
    ]
)) made;
