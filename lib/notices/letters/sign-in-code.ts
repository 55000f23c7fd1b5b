import type { Locale } from '#lib/kernel/locale.ts'
import { CODE_MINUTES } from '#lib/members/model.ts'
import type { Letter } from '../model.ts'
import { letter } from './letter.ts'

const WORDS = {
  zh: {
    subject: '您的登录验证码',
    here: '这是您登录村播的验证码：',
    rest: `请在您索取验证码的页面上输入，${CODE_MINUTES} 分钟内有效。`,
    notYou: '如果不是您索取的，请忽略这封信。没有验证码，谁也进不来；请不要把它告诉任何人。',
  },
  en: {
    subject: 'Your sign-in code',
    here: 'This is your code to sign in to Cunbo:',
    rest: `Type it on the page where you asked for it. It is good for ${CODE_MINUTES} minutes.`,
    notYou:
      'If you did not ask for it, ignore this letter: nobody gets in without the code. Never tell it to anybody.',
  },
  fr: {
    subject: 'Votre code de connexion',
    here: 'Voici votre code pour vous connecter à Cunbo :',
    rest: `Saisissez-le sur la page où vous l’avez demandé. Il est valable ${CODE_MINUTES} minutes.`,
    notYou:
      'Si vous n’avez rien demandé, ignorez cette lettre : sans le code, personne n’entre. Ne le donnez à personne.',
  },
} satisfies Record<Locale, object>

export function signInCodeLetter(locale: Locale, digits: string): Letter {
  const words = WORDS[locale]
  return letter(locale, words.subject, [
    { is: 'text', text: words.here },
    { is: 'digits', digits },
    { is: 'text', text: words.rest },
    { is: 'text', text: words.notYou },
  ])
}
