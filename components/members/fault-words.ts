import type { FaultWords } from '#lib/kernel/locale.ts'
import { FRESH_MINUTES, type MembersFault } from '#lib/members/model.ts'

export const MEMBERS_FAULT_WORDS: FaultWords<MembersFault> = {
  'wrong-sign-in': {
    zh: () => '邮箱或密码不对。再看一下，或者改用邮件验证码登录。',
    en: () => 'Address or password is wrong. Look again, or sign in with a code by mail.',
    fr: () => 'Adresse ou mot de passe incorrect. Vérifiez, ou connectez-vous avec un code par courriel.',
  },
  'wrong-code': {
    zh: () => '验证码不对，或者已经失效。再看一下邮件，或者重新索取一个。',
    en: () => 'The code is wrong or no longer good. Look at the letter again, or ask for a new one.',
    fr: () => 'Le code est incorrect ou n’est plus valable. Relisez le courriel, ou demandez-en un nouveau.',
  },
  'address-taken': {
    zh: () => '这个邮箱已经有账户了，请直接登录；忘了密码可以用邮件验证码。',
    en: () => 'This address has an account: sign in. If you forgot the password, a code by mail will do.',
    fr: () =>
      'Cette adresse a déjà un compte : connectez-vous. Mot de passe oublié ? Un code par courriel suffit.',
  },
  'wrong-password': {
    zh: () => '现在的密码不对，什么都没有改动。',
    en: () => 'The present password is not right; nothing was changed.',
    fr: () => 'Le mot de passe actuel n’est pas le bon ; rien n’a été changé.',
  },
  'sign-in-again': {
    zh: () => `请先用邮件验证码重新登录，然后在 ${FRESH_MINUTES} 分钟内设置新密码。`,
    en: () =>
      `Sign in once more with a code by mail, then choose the new password within ${FRESH_MINUTES} minutes.`,
    fr: () =>
      `Reconnectez-vous avec un code par courriel, puis choisissez le nouveau mot de passe dans les ${FRESH_MINUTES} minutes.`,
  },
  'not-set-up': {
    zh: () => '这家店还没有开张：先由第一个人完成设置。',
    en: () => 'This house is not set up yet: its first person has to do that.',
    fr: () => 'Cette maison n’est pas encore installée : la première personne doit le faire.',
  },
  'already-set-up': {
    zh: () => '这家店已经设置好了，请登录。',
    en: () => 'This house has been set up already. Please sign in.',
    fr: () => 'Cette maison est déjà installée. Connectez-vous.',
  },
  'setup-key-wrong': {
    zh: () =>
      '只有启动这家店的人能开张：请打开 npm start 最后显示的开张链接，它也在数据目录的 setup-link.txt 里。',
    en: () =>
      'Only whoever started this house can set it up: open the set-up link that npm start printed last. It stands in setup-link.txt in the data directory, too.',
    fr: () =>
      'Seule la personne qui a démarré cette maison peut l’installer : ouvrez le lien d’installation que npm start a affiché en dernier. Il se trouve aussi dans setup-link.txt, dans le dossier de données.',
  },
  'slug-taken': {
    zh: () => '这个网址已经有合作社在用，请换一个。',
    en: () => 'Another cooperative has this web address; choose a different one.',
    fr: () => 'Une autre coopérative a déjà cette adresse web ; choisissez-en une autre.',
  },
  'cooperative-unknown': {
    zh: () => '找不到这个合作社。',
    en: () => 'There is no such cooperative.',
    fr: () => 'Cette coopérative n’existe pas.',
  },
  'invitation-unknown': {
    zh: () => '这个邀请链接不完整或者不存在，请从邮件里重新打开。',
    en: () => 'This link is not a whole invitation. Open it once more from the letter.',
    fr: () => 'Ce lien n’est pas une invitation complète. Rouvrez-le depuis le courriel.',
  },
  'invitation-over': {
    zh: ({ state }) =>
      ({
        accepted: '这个邀请已经接受过了。',
        revoked: '这个邀请已被收回，请联系邀请您的人。',
        expired: '这个邀请已经过期，请对方再邀请您一次。',
      })[state],
    en: ({ state }) =>
      ({
        accepted: 'This invitation has been accepted already.',
        revoked: 'This invitation was taken back. Ask whoever invited you.',
        expired: 'This invitation is too old. Ask to be invited once more.',
      })[state],
    fr: ({ state }) =>
      ({
        accepted: 'Cette invitation a déjà été acceptée.',
        revoked: 'Cette invitation a été retirée. Demandez à la personne qui vous a invité·e.',
        expired: 'Cette invitation est trop ancienne. Demandez-en une nouvelle.',
      })[state],
  },
  'invitation-for-another': {
    zh: () => '这个邀请是发给另一个邮箱的。请退出，再用那个邮箱登录。',
    en: () => 'This invitation was mailed to another address. Sign out, then sign in with that one.',
    fr: () =>
      'Cette invitation a été envoyée à une autre adresse. Déconnectez-vous, puis connectez-vous avec celle-là.',
  },
  'sign-in-to-accept': {
    zh: () => '这个邮箱已经有账户了：先登录，再接受邀请。',
    en: () => 'This address has an account: sign in first, then accept.',
    fr: () => 'Cette adresse a déjà un compte : connectez-vous d’abord, puis acceptez.',
  },
  'name-missing': {
    zh: () => '请写下您的名字，同伴们好认识您。',
    en: () => 'Write your name, so that the others know you.',
    fr: () => 'Écrivez votre nom, pour que les autres vous reconnaissent.',
  },
  'already-member': {
    zh: () => '这个人已经是这个角色了。',
    en: () => 'This person has that role already.',
    fr: () => 'Cette personne a déjà ce rôle.',
  },
  'member-unknown': {
    zh: () => '这个人已经不在合作社里了。',
    en: () => 'This person is no longer a member.',
    fr: () => 'Cette personne n’est plus membre.',
  },
  'last-manager': {
    zh: () => '合作社总要有一位负责人：先让另一个人当负责人。',
    en: () => 'A cooperative needs a manager: make somebody else one first.',
    fr: () => 'Une coopérative a besoin d’une gérante : nommez d’abord quelqu’un d’autre.',
  },
  'not-allowed': {
    zh: () => '您在这里没有这个权限，请找合作社的负责人。',
    en: () => 'You may not do this here. Ask a manager of the cooperative.',
    fr: () => 'Vous ne pouvez pas faire cela ici. Demandez à une gérante de la coopérative.',
  },
}
