/** Styles of what every organizer's page has: the bar above, dense tables, rows of buttons. Part of `organizerSheet`. */
export const deskStyles = `
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;font-size:.875rem;margin:-1.5rem 0 2rem}.bar form{margin:0}.bar a{display:inline-block;padding:.625rem 0}
.dense{font-size:.875rem}.dense form{margin:0}
.scroll{overflow-x:auto;margin-bottom:1.5rem}
.dense :is(th,td){text-align:start;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--rule)}
.dense thead th{position:sticky;top:0;background:var(--paper)}
.dense tbody th{font-weight:650}
.dense .number{text-align:end;font-variant-numeric:tabular-nums}
`
  .replace(/\n/g, '')
  .trim()
