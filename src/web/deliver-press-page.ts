import type { DeliveryPack } from '#delivery'
import { dateInWords, dayOf, wordsFor } from '#kernel'
import { isOpenToAll } from '#letters'
import { html, type Markup } from '#typeset'
import { boardFramed, type BoardPlace } from './board-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { factList } from './represent-parts.ts'
import { routes } from './routes.ts'

/** What the page of a press day shows. */
export type PressShown = {
  readonly place: BoardPlace
  readonly pack: DeliveryPack
  /** Where the public reaches this server. */
  readonly publicUrl: string
}

/** Every fact of a press day on one page: what went to whom when, where the files are, and by which hashes they are checked. */
export function pressPackPage({ place, pack, publicUrl }: PressShown): PersonalPage {
  const { visitor, campaign, letter, now } = place
  const words = wordsFor(visitor.language).deliver.press
  const isOpen = isOpenToAll(letter, now)
  const at = (path: string) => html`<a href="${path}">${publicUrl}${path}</a>`
  return boardFramed(place, 'deliveries', {
    title: words.title,
    main: html`<h2>${words.title}</h2>
      <p class="prose">${words.lead}</p>
      ${!isOpen && html`<p class="note">${words.notPublic}</p>`}
      ${factList([
        [words.letter, isOpen ? at(routes.letter(campaign.slug, letter.slug)) : html`<bdi>${letter.title}</bdi>`],
        [words.list, isOpen ? at(routes.signatoriesCsv(campaign.slug, letter.slug)) : undefined],
        [words.log, pack.log && html`<bdi>${words.logSize(pack.log.origin, pack.log.size)}</bdi>`],
      ])}
      ${pack.editions.map((edition) => editionHtml(edition, { place, pack, publicUrl }, isOpen))}`,
  })
}

function editionHtml(
  edition: DeliveryPack['editions'][number],
  { place, publicUrl }: PressShown,
  isOpen: boolean,
): Markup {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const all = wordsFor(language).deliver
  const words = all.press
  const { version, deliveries } = edition
  const here = [campaign.slug, letter.slug, edition.slug] as const
  const at = (path: string) => html`<a href="${path}">${publicUrl}${path}</a>`
  const sent = deliveries.filter(({ sentOn }) => sentOn !== undefined)
  const files = [...new Set(deliveries.flatMap(({ pdf }) => (pdf === undefined ? [] : [pdf])))]
  return html`<h3>${words.recipients} <bdi>${edition.recipient}</bdi></h3>
    ${factList([
      [
        words.text,
        html`${words.fixed(version.number, dateInWords(dayOf(version.frozenAt, campaign.timeZone), language))}
          <span class="hash">${version.hash}</span>`,
      ],
      [words.page, isOpen ? at(routes.edition(...here)) : undefined],
      [words.publicPdf, isOpen ? at(routes.pdf(...here)) : undefined],
      [words.pdf, files.length === 0 ? words.noPdf : files.map((hash) => html`<span class="hash">${hash}</span> `)],
      [
        all.title,
        sent.length === 0
          ? words.notSent
          : sent.map(
              ({ channel, sentOn, to }) =>
                html`${sentOn && words.sent(all.channels[channel], dateInWords(sentOn, language))}:
                  <bdi>${to.join(', ')}</bdi><br />`,
            ),
      ],
    ])}`
}
