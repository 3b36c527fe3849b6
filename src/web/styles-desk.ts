/** Styles of what every organizer's page has: the bar above, dense tables, rows of buttons. Part of `organizerSheet`. */
export const deskStyles = `
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;font-size:.875rem;margin:-1.5rem 0 2rem}.bar form{margin:0}.bar a{display:inline-block;padding:.625rem 0}
.dense{font-size:.875rem}.dense form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0}.plain h2.entry{margin:0 0 .25rem}
.scroll{overflow-x:auto;margin-bottom:1.5rem}
.dense :is(th,td){text-align:start;vertical-align:top;padding-block:.5rem;padding-inline:0 1rem;border-bottom:1px solid var(--rule)}
.dense thead th{position:sticky;top:0;background:var(--paper)}
.find .field{margin:0;flex:0 1 24rem}.find button{margin:0}
@media (max-width:40rem){.stack,.stack tbody{display:block}.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack :is(th,td){overflow-wrap:anywhere}.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--rule)}
.stack tbody :is(th,td){display:block;border:0;padding:.25rem 0}
.stack td{position:relative;min-height:1.75rem;padding-inline-start:8rem!important}.stack td:empty{display:none!important}
.stack select{max-width:100%}
.stack td::before{content:attr(data-head);position:absolute;inset-inline-start:0;max-width:7.5rem;color:var(--quiet)}}
`
  .replace(/\n/g, '')
  .trim()
