import type { EdgeFault } from '#lib/edge/faults.ts'
import type { FaultWords, Locale } from '#lib/kernel/locale.ts'

/** Nobody counts 890 seconds: from two minutes on it is minutes, rounded up. */
function span(seconds: number, secondsWord: string, minutesWord: string): string {
  return seconds < 120 ? ` ${seconds} ${secondsWord}` : ` ${Math.ceil(seconds / 60)} ${minutesWord}`
}

/** What any action may answer before its verb was asked. */
export const EDGE_FAULT_WORDS: FaultWords<EdgeFault> = {
  input: {
    zh: () => '有几处需要再看一下。',
    en: () => 'Some fields need another look.',
    fr: () => 'Quelques champs sont à revoir.',
  },
  'sign-in-first': {
    zh: () => '请先登录，您写的内容不会丢。',
    en: () => 'Please sign in first; what you wrote is not lost.',
    fr: () => 'Connectez-vous d’abord ; ce que vous avez écrit n’est pas perdu.',
  },
  'not-allowed': {
    zh: () => '您在这里没有这个权限，请找合作社的管理员。',
    en: () => 'You may not do this here. Ask a manager of the cooperative.',
    fr: () => 'Vous ne pouvez pas faire cela ici. Demandez à une gérante de la coopérative.',
  },
  'too-many': {
    zh: ({ seconds }) => `操作太频繁了，请${span(seconds, '秒', '分钟')}后再试。`,
    en: ({ seconds }) => `That was often. Try again in${span(seconds, 's', 'min')}.`,
    fr: ({ seconds }) => `C’était souvent. Réessayez dans${span(seconds, 's', 'min')}.`,
  },
  broken: {
    zh: ({ requestId }) =>
      `我们这边出了点问题，不确定刚才那一步有没有记下。请先刷新看一眼，再决定要不要重来；如果还不行，告诉我们这个编号：${requestId}`,
    en: ({ requestId }) =>
      `Something broke on our side, and we cannot say whether your last step was saved. Reload and look before you do it again; if it stays so, tell us this number: ${requestId}`,
    fr: ({ requestId }) =>
      `Quelque chose a cassé chez nous, et nous ne savons pas si votre dernier geste a été enregistré. Rechargez et regardez avant de recommencer ; si cela persiste, donnez-nous ce numéro : ${requestId}`,
  },
}

/** The reader's sentence for a fault. */
export function sayFault<F extends { readonly code: string }>(
  fault: F,
  words: FaultWords<F>,
  locale: Locale,
): string {
  const say = words[fault.code as F['code']][locale] as (fault: F) => string
  return say(fault)
}
