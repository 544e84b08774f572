import type pg from 'pg'

type Column = {
  table: string
  tableNote: string | null
  column: string
  note: string | null
  type: string
  /** Labels, if the type is an enum. */
  labels: string[] | null
  nullable: boolean
  optional: boolean
  always: boolean
}

const columnsOf = `
  select c.relname as table, obj_description(c.oid, 'pg_class') as "tableNote", a.attname as column,
    col_description(c.oid, a.attnum) as note, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
    (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels,
    not (a.attnotnull or t.typnotnull) as nullable, a.atthasdef or a.attidentity <> '' as optional,
    a.attidentity = 'a' or a.attgenerated <> '' as always
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and c.relname <> 'migrations'
  order by c.relname collate "C", a.attnum`

/** The TypeScript of `schema.gen.ts` for the tables and views of one migrated schema. */
export async function writeSchema(client: pg.ClientBase | pg.Pool, schema = 'sansheng'): Promise<string> {
  const { rows } = await client.query<Column>(columnsOf, [schema])
  const tables = new Map<string, Column[]>()
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  const lines = [
    '// Generated from the migrated database by "npx tsx scripts/schema.ts"; do not edit.',
    `import type { ${vocabulary(rows)} } from './platform/column-types.ts'`,
    '',
  ]
  for (const [table, columns] of tables) {
    lines.push(...note(columns[0]!.tableNote, ''), `export type ${typeName(table)} = {`)
    for (const column of columns) lines.push(...note(column.note, '  '), `  ${column.column}: ${columnType(column)}`)
    lines.push('}', '')
  }
  lines.push('export type DB = {', ...[...tables.keys()].map(table => `  ${table}: ${typeName(table)}`), '}', '')
  return lines.join('\n')
}

const names: Record<string, string> = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  jsonb: 'Json',
  json: 'Json',
  'timestamp with time zone': 'Timestamp',
}

function columnType({ table, column, type, labels, nullable, optional, always }: Column): string {
  const plain = labels ? labels.map(label => `'${label}'`).join(' | ') : baseType(type)
  if (plain === 'Json[]' || plain === 'Timestamp[]')
    throw new Error(`${table}.${column}: use a table or jsonb instead of ${type}`)
  const full = nullable ? `${plain} | null` : plain
  return always ? `GeneratedAlways<${full}>` : optional ? `Generated<${full}>` : full
}

/** Whatever has no number, truth or shape of its own arrives as text: uuid, text, date, numeric, interval, ranges. */
function baseType(type: string): string {
  return type.endsWith('[]') ? `${baseType(type.slice(0, -2))}[]` : (names[type] ?? 'string')
}

function vocabulary(columns: Column[]): string {
  const used = columns.map(columnType).join(' ')
  return ['Generated', 'GeneratedAlways', 'Json', 'Timestamp'].filter(name => new RegExp(`\\b${name}\\b`).test(used)).join(', ')
}

function note(text: string | null, indent: string): string[] {
  return text ? [`${indent}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */`] : []
}

function typeName(table: string): string {
  return table.replace(/(^|_)(\w)/g, (_, _line, letter: string) => letter.toUpperCase())
}
