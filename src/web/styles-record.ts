import { coreStyles } from './styles.ts'

/**
 * Styles of the pages of a record. The comparison is a table that reads as sentences; below 52rem each recipient is a card
 * of its own, with the columns' names as labels.
 */
export const recordStyles: string =
  coreStyles +
  `
.demand h2{font:400 1.375rem/1.25 var(--serif);margin:2.5rem 0 .75rem;max-width:30em}
.cells :is(th,td){text-align:start;vertical-align:top;padding:.875rem 1.5rem .875rem 0;border-bottom:1px solid var(--rule);font-weight:400}
.cells thead th{font-size:.875rem;color:var(--quiet);padding-block:0 .375rem;border-color:var(--quiet)}
.cells tbody th{font-weight:650;width:9rem}
.cells td+td{width:30%;padding-inline-end:0}
.cells p{margin:0 0 .375rem}
.cells td p:last-child{margin:0}
.say{font-variant-numeric:tabular-nums;line-height:1.45}
.say b{font-weight:650;white-space:nowrap}
.say i{font-style:normal}
b.good{color:var(--good)}b.alarm{color:var(--alarm)}
.own{font:400 1rem/1.5 var(--serif);color:var(--quiet)}
.own q{color:var(--ink)}
.own a,.cells .small a{font:400 .875rem/1.5 var(--sans)}
.small{color:var(--quiet)}
sup{font-size:.75rem;line-height:0;margin-inline-start:.1rem;font-variant-numeric:tabular-nums}
sup a{display:inline-block;min-width:1.5rem;line-height:1.5rem;margin-block:-.5rem;text-align:center}
.evidence{padding-inline-start:1.75rem;font-size:.875rem;max-width:46rem}
.evidence li{padding:.25rem 0}.evidence li:target{background:var(--mark)}
.words{font:400 1.125rem/1.6 var(--serif);margin:0 0 .5rem;padding-inline-start:1rem;border-inline-start:.1875rem solid var(--rule);max-width:36em}
.exact{white-space:pre-wrap;font:400 1.125rem/1.6 var(--serif);max-width:36em;margin:0 0 1rem}
.item{border-top:1px solid var(--rule);padding:1rem 0 .5rem;max-width:46rem}
.item h3{margin:0 0 .5rem}.item h4{font-weight:400;font-size:.875rem;color:var(--quiet);margin:1rem 0 .25rem}.item p{margin-bottom:.5rem}.item blockquote{margin-inline:0}
.time{list-style:none;padding:0;max-width:46rem}
.time li{border-top:1px solid var(--rule);padding:.625rem 0}
.time a{display:inline-block;padding:.125rem 0}.time sup a{padding:0}.time time{display:block;font-size:.875rem;color:var(--quiet)}
mark{background:var(--mark);color:inherit}mark.dropped{background:var(--gone);text-decoration:underline dashed var(--alarm) .09em;text-underline-offset:.2em}mark.added{text-decoration:underline var(--good) .09em;text-underline-offset:.2em}
ul.plain{list-style:none;padding:0;max-width:46rem}
.days{margin-top:3rem}form.find{margin-bottom:1rem}.days input{flex:0 1 12rem}
.two{display:grid;gap:0 2.5rem}
@media (max-width:51.99rem){.cells,.cells tbody,.cells tr,.cells td,.cells tbody th{display:block;width:auto}
.cells thead{position:absolute;inset-inline-start:-99rem}
.cells tr{border-top:.125rem solid var(--quiet);padding:.75rem 0 1rem}
.cells :is(th,td),.cells td+td{border:0;padding:0 0 .5rem;width:auto}.cells tbody th{font-size:1.125rem}
td[data-label]::before{content:attr(data-label);display:block;font-size:.875rem;color:var(--quiet)}}
@media (min-width:52rem){.two{grid-template-columns:repeat(2,minmax(0,1fr))}.time li{display:grid;grid-template-columns:9rem 1fr;gap:1.5rem}.time a{display:inline-block;padding:.125rem 0}.time sup a{padding:0}.time time{padding-top:.125rem}h1{font-size:2.5rem}.facts{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.5rem}.facts dd{margin:0}}
@media print{html{font-size:10pt;background:#fff;color:#000}.top,.foot,.skip,.days{display:none}a{color:inherit;text-decoration:none}}
`.replaceAll('\n', '')
