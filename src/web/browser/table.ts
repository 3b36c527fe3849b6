import type { ComparedCount, PublishedCounts } from '#proof'

/** One row of the page's table: a number that is printed, and the place for the recounted one. */
type Row = {
  readonly kind: string
  readonly name: string
  readonly printed: number
  readonly row: HTMLElement
  readonly cell: HTMLElement
}

function rowsIn(root: HTMLElement): readonly Row[] {
  return [...root.querySelectorAll<HTMLElement>('tr[data-kind]')].flatMap((row) => {
    const { kind = '', name = '', printed = '' } = row.dataset
    const cell = row.querySelector<HTMLElement>('[data-recounted]')
    return cell ? [{ kind, name, printed: Number(printed), row, cell }] : []
  })
}

/** The numbers as they are printed on the page: these are what is recounted, not what a file says of them. */
export function printedCounts(root: HTMLElement): PublishedCounts {
  const of = (kind: string): Readonly<Record<string, number>> =>
    Object.fromEntries(rowsIn(root).flatMap((row) => (row.kind === kind ? [[row.name, row.printed]] : [])))
  return { size: Number(root.dataset['size']), letters: of('letter'), versions: of('version') }
}

/** Writes the recounted numbers beside the printed ones and marks those that differ. */
export function fillTable(root: HTMLElement, compared: readonly ComparedCount[]): void {
  const numbers = new Map(compared.map((count) => [`${count.kind} ${count.name}`, count]))
  const format = new Intl.NumberFormat(document.documentElement.lang)
  for (const { kind, name, row, cell } of rowsIn(root)) {
    const count = numbers.get(`${kind} ${name}`)
    if (count === undefined) continue
    cell.textContent = format.format(count.recounted)
    row.dataset['agrees'] = String(count.published === count.recounted)
  }
}
