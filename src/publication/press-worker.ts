import { answerInWorker, letterFonts } from '#platform'
import { cardPng, letterPdf } from '#typeset'
import type { PressTask } from './press.ts'

const fonts = letterFonts()

answerInWorker((given) => {
  const task = given as PressTask
  return task.kind === 'letter' ? letterPdf(task.sheet, fonts).pdf : cardPng(task.card, fonts)
})
