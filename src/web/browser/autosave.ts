// Saves by itself what somebody writes, on the page where letters are written. Without it the button saves. It posts
// the page's own form and shows the page's own sentences; what the server answers is never put into the page.

const SILENCE_MILLISECONDS = 4000
const RETRY_MILLISECONDS = 20_000

/** What the server says of a save. */
type Answer = { readonly kind: string; readonly revision?: number }

/** The form of the page, and what of it is saved. */
type Writing = {
  readonly form: HTMLFormElement
  readonly text: HTMLTextAreaElement
  readonly revision: HTMLInputElement
}

async function post({ form, text, revision }: Writing): Promise<Answer> {
  const body = new URLSearchParams({ source: text.value, revision: revision.value })
  const answer = await fetch(form.dataset['autosave'] ?? '', { method: 'POST', body, redirect: 'error' })
  if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status))
  return await answer.json()
}

/** Shows a sentence of the page beside its button. */
function tell({ form }: Writing, key: 'saving' | 'saved' | 'failed' | 'stale'): void {
  const status = form.querySelector('[data-autosave-status]')
  if (status) status.textContent = form.dataset[key] ?? ''
}

function start(writing: Writing): void {
  const { form, text, revision } = writing
  let saved = text.value
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let isStopped = false

  const save = async (): Promise<void> => {
    const sent = text.value
    if (isStopped || sent === saved) return
    tell(writing, 'saving')
    const answer = await post(writing).catch(() => undefined)
    if (answer === undefined) {
      tell(writing, 'failed')
      return later(RETRY_MILLISECONDS)
    }
    // Where another text stands, only a person can make one of two.
    isStopped = answer.revision === undefined
    tell(writing, isStopped ? 'stale' : 'saved')
    if (answer.revision === undefined) return
    saved = sent
    revision.value = String(answer.revision)
    if (text.value !== saved) later(SILENCE_MILLISECONDS)
  }

  const later = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = save().finally(() => (running = undefined))
    }, milliseconds)
  }

  text.addEventListener('input', () => later(SILENCE_MILLISECONDS))
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (running === undefined) return
    // The button names the text that this very save is about to replace, so it waits for its answer.
    event.preventDefault()
    void running.finally(() => {
      isStopped = true
      form.submit()
    })
  })
}

const found = document.querySelector<HTMLFormElement>('form[data-autosave]')
const field = found?.querySelector('textarea')
const number = found?.querySelector<HTMLInputElement>('input[name="revision"]')
if (found && field && number) start({ form: found, text: field, revision: number })
