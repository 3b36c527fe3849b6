import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Which rules are asked: a dark scheme changes contrast and nothing else. */
export type AxeRules = 'every-rule' | 'contrast-only'

type AxeResult = {
  readonly passes: readonly unknown[]
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

const options: Readonly<Record<AxeRules, string>> = {
  'every-rule': `{ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }`,
  'contrast-only': `{ resultTypes: ['violations'], runOnly: ['color-contrast'] }`,
}

/**
 * What axe has against the page that is shown, each with the start of its markup. Where no rule found anything to look
 * at, that is said, too: a blank page must not pass. The page's context has to bypass its policy.
 */
export async function objectionsOfAxe(page: Page, rules: AxeRules): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate<AxeResult>(`axe.run(document, ${options[rules]})`)
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  return passes.length === 0 ? ['axe found nothing to look at', ...told] : told
}

/** Opens every fold of the page, so that what is folded away is looked at as well. */
export async function openFolds(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true })`)
}

/** How wide the page's content is, in pixels: more than the window when it scrolls sideways. */
export async function widthOf(page: Page): Promise<number> {
  return await page.evaluate<number>('document.documentElement.scrollWidth')
}
