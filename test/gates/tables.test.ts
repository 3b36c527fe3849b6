import { expect, test } from 'vitest'
import { checkTables, landMigrations } from '../../scripts/check-tables.ts'
import { isRed } from '../../scripts/kit/gate.ts'
import { growTree, plantTree } from '../kit/tree.ts'

const room = { is: '', may: [], packages: [], node: [] }
const head = '-- room: letters   breaking: no\n-- why: letters must be kept somewhere.\n'

const good = {
  'rooms.json': JSON.stringify({ rooms: { platform: room, letters: room, organizations: room } }),
  'migrations/0001_letters_create.sql':
    `${head}create table letters_letter (\n  campaign_id uuid not null,\n  status text not null check (status in ('draft', 'published')),\n` +
    `  note text default 'create table organizations_x',\n  primary key (campaign_id)\n);\n` +
    `-- create table signatures_count is not made here\ncreate index on letters_letter (campaign_id);\n` +
    `create unique index concurrently if not exists letters_letter_status on letters_letter (status);\n` +
    `create function letters_freeze() returns trigger language plpgsql as $$ begin update organizations_x set y = 1; end $$;\n` +
    `create or replace trigger letters_frozen before update on letters_letter for each row execute function letters_freeze();\n` +
    `create view letters_letter_public as select campaign_id from letters_letter;\n`,
  'migrations/0002_organizations_create.sql': `-- room: organizations   breaking: yes\n-- why: who signs.\ncreate table organizations_organization (id uuid primary key);\n`,
  'src/letters/store.ts':
    'export const a = (tx: Tx) => tx.selectFrom("letters_letter as l").innerJoin("organizations_organization_public as o", "o.id", "l.id")\n' +
    'export const b = (tx: Tx) => sql<Row>`with fresh as (select 1), old (id) as (select 2)\n' +
    '  insert into letters_letter (id) select f.id from fresh f join organizations_organization_public using (id), unnest(${ids}) on conflict do update set id = 1`\n' +
    'export const c = (tx: Tx) => sql`select extract(year from at) from letters_letter where a is distinct from letters_x for update of l`\n' +
    'export const d = (tx: Tx) => sql`insert into pgboss.job (name) values (${name})`\n',
}

function plantLanded(extra: Readonly<Record<string, string>> = {}): string {
  const root = plantTree({ ...good, ...extra })
  landMigrations(root)
  return root
}

test('tables that belong to their rooms are green, and the gate says how much it saw', () => {
  const findings = checkTables(plantLanded())
  expect(findings.wrong).toEqual([])
  expect(findings.what).toBe('2 migrations, 1 store')
  expect(isRed(findings)).toBe(false)
})

test('an empty tree is red', () => {
  expect(isRed(checkTables(plantTree({})))).toBe(true)
})

const migration = (body: string, name = '0003_letters_more.sql', header = head): Readonly<Record<string, string>> => ({
  [`migrations/${name}`]: `${header}${body}`,
})

const sins: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'a table named after another room',
    migration('create table organizations_more (id uuid);'),
    /table organizations_more does not begin with letters_/,
  ],
  [
    'a table named after no room',
    migration('create unlogged table if not exists "more" (id uuid);'),
    /table more does not begin with letters_/,
  ],
  [
    'a view named after another room',
    migration('create or replace view organizations_all as select 1;'),
    /view organizations_all/,
  ],
  [
    'an index on the table of another room',
    migration('create index letters_x on organizations_organization (id);'),
    /index letters_x on organizations_organization/,
  ],
  [
    'a change of the table of another room',
    migration('alter table organizations_organization add column x text;'),
    /table organizations_organization does not/,
  ],
  [
    'rows written to another room',
    migration("insert into organizations_organization values ('1');"),
    /writes to organizations_organization/,
  ],
  ['no header', migration('select 1;', '0003_letters_more.sql', ''), /does not begin with "-- room/],
  [
    'a header without a reason',
    migration('select 1;', '0003_letters_more.sql', '-- room: letters   breaking: no\n-- why:\n'),
    /does not begin with/,
  ],
  [
    'a header that does not say whether it breaks',
    migration('select 1;', '0003_letters_more.sql', '-- room: letters\n-- why: x\n'),
    /does not begin with/,
  ],
  [
    'a room that does not exist',
    migration('select 1;', '0003_cellar_more.sql', head.replace('letters', 'cellar')),
    /cellar is no room/,
  ],
  [
    'a name that does not tell the room',
    migration('select 1;', '0003_organizations_more.sql'),
    /is named after organizations but belongs to letters/,
  ],
  ['a name without a number', migration('select 1;', 'more.sql'), /is not named NNNN_room_what\.sql/],
  ['a gap in the numbers', migration('select 1;', '0004_letters_more.sql'), /should be number 0003/],
  ['a number given twice', migration('select 1;', '0002_letters_more.sql'), /should be number 000/],
  [
    'a state without a check',
    migration('alter table letters_letter add column reply_state text not null;'),
    /reply_state names states but has no check/,
  ],
  ['an enum', migration("create type letters_status as enum ('draft');"), /not an enum/],
  [
    'a store that reads the table of another room',
    {
      'src/letters/store-lists.ts':
        'export const q = (tx: Tx) => tx.selectFrom("letters_letter").leftJoin("organizations_organization as o", "a", "b")\n',
    },
    /store-lists\.ts: reads organizations_organization;/,
  ],
  [
    'a store that reads it by SQL',
    {
      'src/letters/store.ts':
        'export const q = sql`select 1 from letters_letter l join organizations_organization o on true`\n',
    },
    /reads organizations_organization/,
  ],
  [
    'a store that writes to another room',
    { 'src/letters/store.ts': 'export const q = (tx: Tx) => tx.insertInto("organizations_organization_public")\n' },
    /writes to organizations_organization_public/,
  ],
  [
    'a store that updates another room by SQL',
    { 'src/letters/store.ts': 'export const q = sql`update organizations_organization set id = 1`\n' },
    /writes to organizations_organization/,
  ],
]

for (const [sin, files, said] of sins)
  test(`red: ${sin}`, () => {
    const findings = checkTables(plantLanded(files))
    expect(findings.wrong.join('\n')).toMatch(said)
    expect(isRed(findings)).toBe(true)
  })

test('red: a migration that changed after it landed, one that vanished, and one never recorded', () => {
  const root = plantLanded()
  growTree(root, { 'migrations/0001_letters_create.sql': `${good['migrations/0001_letters_create.sql']}\n` })
  expect(checkTables(root).wrong).toEqual([
    'migrations/0001_letters_create.sql: changed after it landed; write the next migration instead',
  ])
  // Recording again must not paper over the change.
  landMigrations(root)
  expect(isRed(checkTables(root))).toBe(true)

  const { 'migrations/0002_organizations_create.sql': _, ...rest } = good
  const sums = `${'0'.repeat(64)}  0002_organizations_create.sql\n`
  const missing = checkTables(plantTree({ ...rest, 'migrations/checksums.sha256': sums })).wrong
  expect(missing).toContain('migrations/0002_organizations_create.sql: landed, but is gone')
  expect(missing.join()).toMatch(/0001_letters_create\.sql: has not landed/)
})
