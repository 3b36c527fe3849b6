import { wordsFor, type Words } from '#kernel'
import type { Hook } from '#responses'
import { html, type Insertable } from '#typeset'
import { buttonForm, deskFramed, deskTable } from './desk-frame.ts'
import type { InCampaign } from './in-campaign.ts'
import type { PersonalPage } from './personal-page.ts'
import { momentInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** What came of a button on the page, by the name of its sentence. */
export type HookSaid = keyof Words['hooks']['said']

type HookFacts = InCampaign & { readonly hooks: readonly Hook[]; readonly said: HookSaid | undefined }

/** Every address that is told of a campaign's events, with how it goes. */
export function hooksPage(facts: HookFacts): PersonalPage {
  const { campaign, visitor, hooks } = facts
  const words = wordsFor(visitor.language).hooks
  const heads = [words.heads.url, words.heads.last, words.heads.waiting, words.heads.acts]
  return deskFramed(facts, {
    heading: words.title,
    said: facts.said && words.said[facts.said],
    main: html`<p class="lead">${words.lead}</p>
      <p><a href="${routes.recordEvents(campaign.slug)}">${words.events}</a></p>
      ${
        hooks.length === 0
          ? html`<p class="quiet">${words.none}</p>`
          : deskTable(
              words.title,
              heads,
              hooks.map((hook) => cellsOf(hook, facts)),
            )
      }
      <form method="post" action="${routes.webhooks(campaign.slug)}">
        <input type="hidden" name="do" value="add" />
        <div class="field">
          <label for="url">${words.url}</label>
          <p class="hint" id="url-hint">${words.urlHint}</p>
          <input id="url" name="url" type="text" inputmode="url" required maxlength="500" aria-describedby="url-hint" />
        </div>
        <button>${words.add}</button>
      </form>`,
  })
}

function cellsOf(hook: Hook, { campaign, visitor }: HookFacts): readonly Insertable[] {
  const { language } = visitor
  const words = wordsFor(language).hooks
  const at = (moment: Date) => momentInWords(moment, campaign.timeZone, language)
  const { last, failures, stoppedAt } = hook
  const status = last?.status === undefined ? '' : ` (${last.status})`
  const button = (wish: string, says: string, isSecond: boolean) =>
    buttonForm(routes.webhooks(campaign.slug), { says, about: hook.url, fields: { do: wish, hook: hook.id }, isSecond })
  return [
    html`<bdi class="hash">${hook.url}</bdi>`,
    [
      last ? words.lastWas(words.outcomes[last.outcome], status, at(last.at)) : words.never,
      stoppedAt
        ? html`<br /><strong>${words.stopped(failures)}</strong>`
        : failures > 0 && html`<br />${words.failed(failures, at(hook.nextAt))}`,
    ],
    String(hook.waiting),
    html`<div class="row">
      ${failures > 0 && button('resume', words.resume, false)} ${button('remove', words.remove, true)}
    </div>`,
  ]
}

/** The one time that a hook's secret is shown. */
export function hookSecretPage(
  at: InCampaign,
  { url, secret }: { readonly url: string; readonly secret: string },
): PersonalPage {
  const words = wordsFor(at.visitor.language).hooks
  return deskFramed(at, {
    heading: words.secretTitle,
    main: html`<p class="lead">${words.secretLead}</p>
      <dl>
        <dt>${words.url}</dt>
        <dd><bdi class="hash">${url}</bdi></dd>
        <dt>${words.secret}</dt>
        <dd><code class="hash">${secret}</code></dd>
      </dl>
      <p><a href="${routes.webhooks(at.campaign.slug)}">${words.back}</a></p>`,
  })
}
