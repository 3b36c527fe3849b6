/**
 * Mail domains at which anybody can have an address, so that their owner does not answer for all who do: free and paid
 * mailboxes, providers of lines, mailboxes for ten minutes, and hosts whose tenants have names below theirs. Written by
 * hand and never whole; what is missing is for a person to notice.
 */
const domains = (
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com icloud.com ' +
  'me.com mac.com aol.com proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com fastmail.fm gmx.net ' +
  'gmx.de gmx.com gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org zoho.com mail.com yandex.com ' +
  'yandex.ru mail.ru bk.ru inbox.ru list.ru rambler.ru ukr.net qq.com 163.com 126.com sina.com foxmail.com ' +
  'naver.com daum.net hanmail.net yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.fr yahoo.de yahoo.es yahoo.it ' +
  'hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.co.uk btinternet.com sky.com talktalk.net ' +
  'virginmedia.com ntlworld.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net libero.it virgilio.it tin.it ' +
  'alice.it telefonica.net seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl bluewin.ch telenet.be skynet.be ' +
  'ziggo.nl kpnmail.nl xs4all.nl hetnet.nl online.no telia.com comcast.net verizon.net att.net sbcglobal.net ' +
  'bellsouth.net cox.net charter.net earthlink.net optonline.net rogers.com sympatico.ca shaw.ca telus.net ' +
  'bigpond.com optusnet.com.au xtra.co.nz uol.com.br bol.com.br terra.com.br ig.com.br rediffmail.com riseup.net ' +
  'disroot.org autistici.org hey.com duck.com mozmail.com simplelogin.com anonaddy.me passmail.net yahoo.ca ' +
  'yahoo.com.br yahoo.com.au yahoo.com.mx yahoo.com.ar yahoo.com.tr yahoo.com.ph yahoo.co.id yahoo.gr yahoo.pl ' +
  'yahoo.ro yahoo.se yahoo.no yahoo.ie yahoo.in yahoo.com.tw yahoo.com.hk yahoo.com.sg myyahoo.com hotmail.ca ' +
  'hotmail.be hotmail.nl hotmail.se hotmail.no hotmail.dk hotmail.fi hotmail.gr hotmail.com.br hotmail.com.ar ' +
  'hotmail.com.tr hotmail.co.jp outlook.fr outlook.de outlook.es outlook.it outlook.be outlook.pt outlook.ie ' +
  'outlook.at outlook.dk outlook.com.br outlook.com.au outlook.com.tr outlook.jp outlook.in outlook.cl outlook.sa ' +
  'outlook.co.id live.fr live.de live.nl live.it live.be live.ca live.se live.no live.dk live.com.au live.com.mx ' +
  'live.com.pt live.cn passport.com windowslive.com tutanota.de tutamail.com tuta.com keemail.me protonmail.ch ' +
  'hushmail.com hush.com runbox.com mailfence.com startmail.com kolabnow.com ctemplar.com cock.li systemli.org ' +
  'no-log.org inventati.org espiv.net aktivix.org immerda.ch boum.org gmx.fr gmx.es gmx.it gmx.co.uk gmx.us ' +
  'mail.de email.de arcor.de online.de 1und1.de kabelmail.de vodafone.de unitybox.de aon.at chello.at hispeed.ch ' +
  'sunrise.ch vtxnet.ch aol.co.uk aol.de aol.fr aim.com netscape.net juno.com netzero.net mail.bg abv.bg dir.bg ' +
  'mail.ee hot.ee inbox.lv inbox.lt inbox.com one.lt centrum.sk azet.sk post.cz email.cz volny.cz freemail.hu ' +
  'citromail.hu indamail.hu gazeta.pl op.pl poczta.onet.pl tlen.pl yandex.by yandex.kz yandex.ua ya.ru internet.ru ' +
  'i.ua meta.ua bigmir.net tut.by mail.kz sina.cn 139.com 189.cn yeah.net sohu.com aliyun.com 21cn.com vip.qq.com ' +
  'tom.com nate.com korea.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com excite.co.jp ' +
  'goo.jp so-net.ne.jp ocn.ne.jp biglobe.ne.jp pchome.com.tw hinet.net walla.co.il walla.com netvision.net.il ' +
  '012.net.il sify.com indiatimes.com zohomail.com zohomail.eu zohomail.in mail.co.za webmail.co.za telkomsa.net ' +
  'mweb.co.za iafrica.com safaricom.co.ke prodigy.net.mx terra.com terra.es globo.com r7.com oi.com.br uol.com ' +
  'zipmail.com.br speedy.com.ar fibertel.com.ar arnet.com.ar vtr.net une.net.co cantv.net iinet.net.au ' +
  'internode.on.net tpg.com.au ozemail.com.au westnet.com.au dodo.com.au slingshot.co.nz clear.net.nz ' +
  'paradise.net.nz videotron.ca bell.net eastlink.ca mts.net sasktel.net windstream.net frontier.com ' +
  'frontiernet.net centurylink.net embarqmail.com roadrunner.com twc.com rr.com mindspring.com peoplepc.com ' +
  'cableone.net suddenlink.net blueyonder.co.uk tiscali.co.uk tiscali.it plus.com plusnet.com o2.co.uk zen.co.uk ' +
  'eircom.net iol.ie orange.net orange.es neuf.fr club-internet.fr numericable.fr aliceadsl.fr bbox.fr tele2.nl ' +
  'home.nl planet.nl chello.nl upcmail.nl casema.nl hccnet.nl telfort.nl scarlet.be proximus.be voo.be tiscali.be ' +
  'inwind.it iol.it fastwebnet.it email.it poste.it vodafone.it teletu.it sapo.pt clix.pt netcabo.pt mail.pt ' +
  'ya.com jazztel.es ono.com euskalnet.net telefonica.es otenet.gr hol.gr forthnet.gr in.gr mail.gr comhem.se ' +
  'tele2.se bredband.net spray.se passagen.se broadpark.no getmail.no jubii.dk ofir.dk stofanet.dk kolumbus.fi ' +
  'elisanet.fi luukku.com suomi24.fi saunalahti.fi simnet.is superonline.com mynet.com ttmail.com mail.tm ' +
  'email.com usa.com post.com europe.com consultant.com engineer.com lawyer.com writeme.com activist.com mail.org ' +
  'lycos.com excite.com care2.com opayq.com icqmail.com fastmail.net fastmail.to fastmail.us sent.com eml.cc ' +
  'mailbox.co.za vivaldi.net skiff.com onmail.com superhuman.com pobox.com bigfoot.com iname.com myself.com ' +
  'mailinator.com guerrillamail.com guerrillamail.net sharklasers.com grr.la 10minutemail.com temp-mail.org ' +
  'tempmail.com tempmail.net tempr.email yopmail.com yopmail.fr trashmail.com trash-mail.com maildrop.cc ' +
  'getnada.com dispostable.com moakt.com throwawaymail.com mailnesia.com mintemail.com mohmal.com emailondeck.com ' +
  'fakeinbox.com spamgourmet.com discard.email burnermail.io 33mail.com erine.email privaterelay.appleid.com ' +
  'relay.firefox.com addy.io duck.co googlegroups.com groups.io onmicrosoft.com gappssmtp.com'
).split(' ')

const shared: ReadonlySet<string> = new Set(domains)

/** All of them, in lower case and without order. */
export const sharedMailDomains: readonly string[] = domains

/** Whether anybody can have an address at a domain (lower case, A-labels). Domains below it are not asked. */
export function isSharedMailDomain(domain: string): boolean {
  return shared.has(domain)
}
