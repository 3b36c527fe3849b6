import { answerInWorker, letterFonts } from '#platform'
import { letterDocx, letterPage, typesetterFor } from '#typeset'
import type { PressTask } from './press.ts'

const { letterPdf, letterArchive, cardPng, reportPdf, comparedPdf } = typesetterFor(letterFonts())

answerInWorker((given) => {
  const task = given as PressTask
  switch (task.kind) {
    case 'letter':
      return letterPdf(task.sheet).pdf
    case 'docx':
      return letterDocx(task.sheet)
    case 'page':
      return letterPage(task.sheet)
    case 'archive':
      return letterArchive(task.sheet).pdf
    case 'card':
      return cardPng(task.card)
    case 'report':
      return reportPdf(task.sheet)
    case 'compared':
      return comparedPdf(task.sheet)
    default:
      return task satisfies never
  }
})
