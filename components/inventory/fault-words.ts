import type { InventoryFault } from '#lib/inventory/model.ts'
import type { FaultWords } from '#lib/kernel/locale.ts'

export const INVENTORY_FAULT_WORDS: FaultWords<InventoryFault> = {
  'not-allowed': {
    zh: () => '您在这里没有这个权限，请找合作社的管理员。',
    en: () => 'You may not do this here. Ask a manager of the cooperative.',
    fr: () => 'Vous ne pouvez pas faire cela ici. Demandez à une gérante de la coopérative.',
  },
  'variant-unknown': {
    zh: () => '这个规格已经停售或不在了，请重新选择。',
    en: () => 'This pack is no longer sold. Choose another.',
    fr: () => 'Ce conditionnement n’est plus vendu. Choisissez-en un autre.',
  },
  'producer-unknown': {
    zh: () => '没有找到这位农户，请重新选择。',
    en: () => 'This farmer is not among yours. Choose again.',
    fr: () => 'Cette productrice n’est pas des vôtres. Choisissez à nouveau.',
  },
  'lot-unknown': {
    zh: () => '没有找到这个批次，请刷新页面。',
    en: () => 'This lot is not there. Load the page again.',
    fr: () => 'Ce lot n’existe pas. Rechargez la page.',
  },
  'harvest-ahead': {
    zh: () => '采收日期还没到，请看一下日期。',
    en: () => 'That harvest is still to come: look at the date.',
    fr: () => 'Cette récolte est encore à venir : vérifiez la date.',
  },
  'best-before-harvest': {
    zh: () => '保质期早于采收日期，请看一下这两个日期。',
    en: () => 'Best before comes before the harvest: look at both dates.',
    fr: () => 'La date limite précède la récolte : vérifiez les deux dates.',
  },
  'below-held': {
    zh: ({ held, most }) =>
      `${held > 0 ? `有 ${held} 件正为付款中的买家保留，` : ''}最多能减 ${most} 件。什么都没有改动。`,
    en: ({ held, most }) =>
      `${held > 0 ? `Buyers who are paying hold ${held}; at` : 'At'} most ${most} can go. Nothing was changed.`,
    fr: ({ held, most }) =>
      `${held > 0 ? `Des acheteurs en train de payer en retiennent ${held} ; au` : 'Au'} plus ${most} peuvent partir. Rien n’a été changé.`,
  },
  'lot-too-small': {
    zh: ({ remaining }) => `这个批次只剩 ${remaining} 件。什么都没有改动。`,
    en: ({ remaining }) => `The lot has only ${remaining} left. Nothing was changed.`,
    fr: ({ remaining }) => `Il ne reste que ${remaining} dans ce lot. Rien n’a été changé.`,
  },
  'lot-written-off': {
    zh: () => '这个批次已经报损，不能再改。',
    en: () => 'This lot was written off; it changes no more.',
    fr: () => 'Ce lot a été déclaré perdu ; il ne change plus.',
  },
}
