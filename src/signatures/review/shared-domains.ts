import type { CampaignId } from '#kernel'
import { domainMark, type SignalMarks } from './signals.ts'

/**
 * Mail domains at which anybody can have an address, so that its owner does not answer for all who do. Being on the
 * list protects: of a crowd at such a domain only those are held who show the evidence themselves.
 */
const sharedDomains: readonly string[] = (
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com icloud.com ' +
  'me.com mac.com aol.com proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com fastmail.fm gmx.net gmx.de ' +
  'gmx.com gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org zoho.com mail.com yandex.com yandex.ru ' +
  'mail.ru bk.ru inbox.ru list.ru rambler.ru ukr.net qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net ' +
  'hanmail.net yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.fr yahoo.de yahoo.es yahoo.it hotmail.co.uk hotmail.fr ' +
  'hotmail.de hotmail.it hotmail.es live.co.uk btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com ' +
  'orange.fr wanadoo.fr free.fr sfr.fr laposte.net libero.it virgilio.it tin.it alice.it telefonica.net seznam.cz ' +
  'centrum.cz wp.pl o2.pl onet.pl interia.pl bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl hetnet.nl ' +
  'online.no telia.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net ' +
  'optonline.net rogers.com sympatico.ca shaw.ca telus.net bigpond.com optusnet.com.au xtra.co.nz uol.com.br bol.com.br ' +
  'terra.com.br ig.com.br rediffmail.com riseup.net disroot.org autistici.org hey.com duck.com mozmail.com ' +
  'simplelogin.com anonaddy.me passmail.net'
).split(' ')

/** The marks of shared mail domains in a campaign. */
export function sharedDomainMarks(vault: SignalMarks, campaign: CampaignId): ReadonlySet<string> {
  return new Set(sharedDomains.map((domain) => domainMark(vault, campaign, domain)))
}
