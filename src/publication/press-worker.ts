import { answerInWorker, letterFonts } from '#platform'
import { typesetterFor } from '#typeset'
import type { PressTask } from './press.ts'

const { letterPdf, cardPng } = typesetterFor(letterFonts())

answerInWorker((given) => {
  const task = given as PressTask
  return task.kind === 'letter' ? letterPdf(task.sheet).pdf : cardPng(task.card)
})
