import { body, n, repeat, type Sheet } from './sheet.ts'

/** How a person of the village looks. */
export type Look = {
  skin: readonly [string, string, string]
  hair: string
  grey?: string
  head: 'bun' | 'scarf' | 'straw-hat' | 'short' | 'braid'
  years: 'young' | 'middle' | 'old'
  beard?: boolean
  coat: readonly [string, string, string]
  trim: string
  apron?: string
  smile: number
}

const SKIN = ['#F7CFA6', '#E3A878', '#B5764A'] as const
const SKIN_FAIR = ['#FBDCBC', '#EFBD93', '#C68A60'] as const

export const looks = {
  host: {
    skin: SKIN_FAIR,
    hair: '#2B211D',
    head: 'bun',
    years: 'middle',
    coat: ['#5B7F9E', '#34587A', '#1B3450'],
    trim: '#F3E7CF',
    apron: '#C4502A',
    smile: 1,
  },
  'zhou-dashan': {
    skin: SKIN,
    hair: '#2E2723',
    head: 'straw-hat',
    years: 'middle',
    beard: true,
    coat: ['#7E9A6A', '#557A4C', '#2C4A2C'],
    trim: '#E9DDBE',
    smile: 0.7,
  },
  'li-guiying': {
    skin: SKIN,
    hair: '#8D8680',
    grey: '#D9D4CC',
    head: 'scarf',
    years: 'old',
    coat: ['#8A7192', '#5F4A6B', '#36283F'],
    trim: '#EBD9E0',
    apron: '#3E6A86',
    smile: 1,
  },
  'yang-wenbin': {
    skin: SKIN_FAIR,
    hair: '#221C1A',
    head: 'short',
    years: 'young',
    coat: ['#F0D9A4', '#D9B266', '#9A7432'],
    trim: '#6B4A1E',
    smile: 0.8,
  },
  'he-meizhen': {
    skin: SKIN,
    hair: '#261D1A',
    head: 'braid',
    years: 'middle',
    coat: ['#6FA08A', '#3F7A66', '#1F4A3C'],
    trim: '#F3E7CF',
    smile: 0.85,
  },
} satisfies Record<string, Look>

/** Lids, mouth and brows at a moment: `open` eyes and `talk` from 0 to 1. */
export type Mien = { open: number; talk: number }

/** The two eyes and brows, as a group of their own so that a film may blink. */
export function eyes(look: Look, open: number): string {
  const y = -4
  const old = look.years === 'old'
  const eye = (x: number) => {
    if (open < 0.3)
      return `<path d="M${n(x - 11)} ${y}q11 ${n(8)} 22 0" stroke="#2A1B14" stroke-width="4" fill="none" stroke-linecap="round"/>`
    const h = (old ? 8.5 : 11) * open
    return `<ellipse cx="${n(x)}" cy="${y}" rx="${old ? 8 : 8.6}" ry="${n(h)}" fill="#2A1B14"/><ellipse cx="${n(x - 2.4)}" cy="${n(y - h * 0.4)}" rx="2.8" ry="${n(h * 0.28)}" fill="#fff"/><path d="M${n(x - 12)} ${n(y - h * 0.5)}q11 ${n(-h * 0.95)} 24 ${n(h * 0.1)}" stroke="#3A241A" stroke-width="3" fill="none" stroke-linecap="round"/>${look.years === 'young' || look.beard ? '' : `<path d="M${n(x + Math.sign(x) * 11)} ${n(y - h * 0.42)}l${Math.sign(x) * 5} -3" stroke="#3A241A" stroke-width="2.4" stroke-linecap="round"/>`}`
  }
  const brow = look.grey ?? look.hair
  const thick = look.beard || look.head === 'short' ? 6 : 3.6
  const brows = [-1, 1]
    .map(
      (s) =>
        `<path d="M${n(s * 14)} ${n(y - 22)}q${n(s * 14)} -8 ${n(s * 28)} -1" stroke="${brow}" stroke-width="${thick}" fill="none" stroke-linecap="round" opacity=".85"/>`,
    )
    .join('')
  return eye(-28) + eye(28) + brows
}

/** The mouth; `talk` opens it. */
export function mouth(look: Look, talk: number): string {
  const w = 19 + look.smile * 6
  const dip = 8 + look.smile * 7
  if (talk < 0.12 && look.smile < 0.9)
    return `<path d="M${n(-w)} 38Q0 ${n(38 + dip)} ${n(w)} 38" stroke="#9C4030" stroke-width="4.4" fill="none" stroke-linecap="round"/>`
  const low = 38 + dip + 4 + talk * 12
  return `<path d="M${n(-w)} 36Q0 ${n(40)} ${n(w)} 36Q${n(w * 0.7)} ${n(low)} 0 ${n(low)}Q${n(-w * 0.7)} ${n(low)} ${n(-w)} 36Z" fill="#8A2A22"/><path d="M${n(-w * 0.86)} 37.5Q0 41 ${n(w * 0.86)} 37.5Q${n(w * 0.7)} ${n(44)} 0 ${n(46)}Q${n(-w * 0.7)} 44 ${n(-w * 0.86)} 37.5Z" fill="#FFFDF6"/><ellipse cx="0" cy="${n(low - 4)}" rx="${n(w * 0.42)}" ry="${n(3 + talk * 2)}" fill="#D96A5A"/>`
}

function hairBehind(look: Look): string {
  if (look.head === 'bun')
    return `<circle cx="0" cy="-92" r="32" fill="${look.hair}"/><path d="M-26 -104Q0 -124 26 -104" stroke="#fff" stroke-width="3" opacity=".16" fill="none"/><path d="M-78 6C-86 -70 -50 -98 0 -98S86 -70 78 6L66 46H-66Z" fill="${look.hair}"/>`
  if (look.head === 'braid')
    return `<path d="M-80 10C-88 -70 -50 -100 0 -100S88 -70 80 10C80 34 70 52 54 62H-54C-70 52 -80 34 -80 10Z" fill="${look.hair}"/>`
  if (look.head === 'scarf')
    return `<path d="M-84 20C-96 -80 -54 -112 0 -112S96 -80 84 20C82 70 60 104 34 112H-34C-60 104 -82 70 -84 20Z" fill="#8E2E22"/>`
  return `<path d="M-74 0C-78 -70 -46 -94 0 -94S78 -70 74 0L62 10H-62Z" fill="${look.hair}"/>`
}

function hairBefore(sheet: Sheet, look: Look): string {
  const shine = `<path d="M-46 -66Q-22 -84 4 -84" stroke="#fff" stroke-width="7" opacity=".13" fill="none" stroke-linecap="round" filter="${sheet.blur(2)}"/>`
  if (look.head === 'bun')
    return `<path d="M-74 8C-84 -70 -44 -96 0 -96S84 -70 74 8C72 -20 60 -42 34 -54C16 -62 -2 -66 -8 -70C-20 -52 -66 -40 -74 8Z" fill="${look.hair}"/>${shine}<g transform="translate(46 -66) rotate(24)">${repeat(5, (i) => `<ellipse transform="rotate(${i * 72})" cy="-8" rx="6" ry="9" fill="#F6B9A8"/>`)}<circle r="5" fill="#F2C14A"/></g>`
  if (look.head === 'braid')
    return `<path d="M-75 10C-84 -72 -46 -98 0 -98S84 -72 75 10C72 -30 52 -58 0 -62C-52 -58 -72 -30 -75 10Z" fill="${look.hair}"/>${shine}`
  if (look.head === 'scarf') {
    const dots = repeat(24, () => {
      const a = sheet.between(Math.PI * 1.04, Math.PI * 1.96)
      const d = sheet.between(0.74, 0.98)
      return `<circle cx="${n(Math.cos(a) * 88 * d)}" cy="${n(Math.sin(a) * 108 * d)}" r="3.4" fill="#F8E3C8" opacity=".9"/>`
    })
    return `<path d="M-70 -18C-60 -58 -34 -70 0 -70S60 -58 70 -18C70 -48 54 -66 0 -66S-70 -48 -70 -18Z" fill="${look.grey}"/><path d="M-86 20C-98 -82 -54 -114 0 -114S98 -82 86 20C78 -36 52 -64 0 -64S-78 -36 -86 20Z" fill="${sheet.linear(
      [
        [0, '#D2503A'],
        [1, '#98301F'],
      ],
    )}"/>${dots}<path d="M-80 0C-70 -44 -44 -66 0 -66S70 -44 80 0" stroke="#F8E3C8" stroke-width="4" fill="none" opacity=".8"/>`
  }
  if (look.head === 'straw-hat') {
    const rays = repeat(
      40,
      (i) =>
        `<path d="M${n(-150 + i * 7.7)} -50L${n(-60 + i * 3.1)} -96" stroke="#A97B34" stroke-width="1.4" opacity=".4"/>`,
    )
    return `<path d="M-75 2C-78 -30 -70 -46 -56 -54H56C70 -46 78 -30 75 2L62 -22H-62Z" fill="${look.hair}"/><path d="M-76 -62C-70 -130 -34 -142 0 -142S70 -130 76 -62Z" fill="${sheet.linear(
      [
        [0, '#F3DCA0'],
        [1, '#CDA356'],
      ],
    )}"/><path d="M-77 -74Q0 -50 77 -74V-60Q0 -36 -77 -60Z" fill="#8A3A24"/><ellipse cx="0" cy="-56" rx="148" ry="28" fill="${sheet.linear(
      [
        [0, '#F0D592'],
        [1, '#BC9044'],
      ],
    )}"/><g clip-path="${sheet.clip('<ellipse cx="0" cy="-56" rx="148" ry="28"/>')}">${rays}</g><path d="M-76 -64C-70 -130 -34 -142 0 -142S70 -130 76 -64Q0 -46 -76 -64Z" fill="${sheet.linear(
      [
        [0, '#F6E2AE'],
        [1, '#D3AA5E'],
      ],
    )}"/><path d="M-77 -78Q0 -54 77 -78V-63Q0 -40 -77 -63Z" fill="#8A3A24"/><path d="M-40 -122Q-16 -134 12 -132" stroke="#fff" stroke-width="6" opacity=".4" stroke-linecap="round" fill="none" filter="${sheet.blur(2)}"/>`
  }
  return `<path d="M-73 -4C-82 -72 -44 -98 4 -96C52 -96 82 -66 73 -4C70 -26 64 -40 56 -50C40 -40 20 -52 8 -60C-8 -44 -40 -46 -58 -46C-66 -34 -70 -22 -73 -4Z" fill="${look.hair}"/>${shine}`
}

/** A head around (0, 0), 150 wide, looking at us; eyes and mouth left out when `mien` is null. */
export function head(sheet: Sheet, look: Look, mien: Mien | null): string {
  const face = 'M0 -84C50 -84 73 -48 73 -6C73 36 48 82 0 82S-73 36 -73 -6C-73 -48 -50 -84 0 -84Z'
  const blush = [-1, 1]
    .map(
      (s) =>
        `<ellipse cx="${n(s * 46)}" cy="22" rx="17" ry="11" fill="#E0604A" opacity=".34" filter="${sheet.blur(6)}"/>`,
    )
    .join('')
  const lines =
    look.years === 'old'
      ? [-1, 1]
          .map(
            (s) =>
              `<path d="M${n(s * 46)} -2l${s * 12} -5M${n(s * 46)} 4l${s * 13} 2M${n(s * 32)} 26q${s * 8} 8 ${s * 5} 20" stroke="#A5663E" stroke-width="2" fill="none" opacity=".6" stroke-linecap="round"/>`,
          )
          .join('') +
        '<path d="M-24 -48q24 -6 48 0" stroke="#A5663E" stroke-width="1.8" fill="none" opacity=".4"/>'
      : look.years === 'middle'
        ? [-1, 1]
            .map(
              (s) =>
                `<path d="M${n(s * 34)} 27q${s * 6} 6 ${s * 3} 14" stroke="#A5663E" stroke-width="2" fill="none" opacity=".38" stroke-linecap="round"/>`,
            )
            .join('')
        : ''
  const beard = look.beard
    ? `<path d="M-60 26C-56 74 -26 84 0 84S56 74 60 26C50 52 30 58 0 58S-50 52 -60 26Z" fill="${look.hair}" opacity=".2" filter="${sheet.blur(3)}"/><path d="M-20 28Q-8 22 0 27Q8 22 20 28Q8 33 0 31Q-8 33 -20 28Z" fill="${look.hair}" opacity=".7"/>`
    : ''
  const ears = [-1, 1]
    .map(
      (s) =>
        `<ellipse cx="${n(s * 73)}" cy="4" rx="12" ry="18" fill="${look.skin[1]}"/><ellipse cx="${n(s * 74)}" cy="5" rx="6" ry="10" fill="${look.skin[2]}" opacity=".5"/>`,
    )
    .join('')
  const nose = `<path d="M-3 4Q-9 18 -6 21Q0 26 8 20" stroke="${look.skin[2]}" stroke-width="3.4" fill="none" stroke-linecap="round" opacity=".85"/>`
  const plait =
    look.head === 'braid'
      ? `${repeat(
          7,
          (i) =>
            `<ellipse cx="${n(70 + i * 2.5 + (i % 2) * 5)}" cy="${n(74 + i * 22)}" rx="${n(19 - i * 0.9)}" ry="15" fill="${look.hair}" transform="rotate(${i % 2 ? 24 : -24} ${n(72 + i * 2.5)} ${n(74 + i * 22)})"/><path d="M${n(60 + i * 2.5)} ${n(70 + i * 22)}q10 -7 20 0" stroke="#fff" stroke-width="2" opacity=".14" fill="none"/>`,
        )}<rect x="76" y="220" width="24" height="11" rx="5" fill="#C4502A"/>`
      : ''
  const knot =
    look.head === 'scarf'
      ? `<path d="M-76 44C-60 86 -30 98 -4 100L4 100C30 98 60 86 76 44L82 40C78 92 40 116 6 116H-6C-40 116 -78 92 -82 40Z" fill="#B5402E"/><path d="M-4 104C-30 112 -34 140 -26 150C-14 140 -4 126 0 112C4 126 14 140 26 150C34 140 30 112 4 104Z" fill="#A5382A"/><ellipse cy="108" rx="12" ry="9" fill="#C94B36"/>`
      : ''
  const earring =
    look.head === 'bun' || look.head === 'braid'
      ? `<circle cx="-74" cy="25" r="4" fill="#E9C46A"/><circle cx="74" cy="25" r="4" fill="#E9C46A"/>`
      : ''
  return `${hairBehind(look)}${ears}${earring}${body(sheet, face, look.skin, { cx: 0, cy: 0, rx: 73, ry: 84 }, { inside: blush + beard, shine: 0.2, bounce: look.skin[0] })}${lines}${nose}${mien ? eyes(look, mien.open) + mouth(look, mien.talk) : ''}${hairBefore(sheet, look)}${plait}${knot}`
}

/** Neck, shoulders and chest under a head at (0, 0); the shoulders are 300 wide and reach down to `foot`. */
export function torso(sheet: Sheet, look: Look, foot: number): string {
  const coat = `M-40 100C-84 112 -130 120 -146 160C-156 188 -158 ${n(foot * 0.86)} -158 ${n(foot)}H158C158 ${n(foot * 0.86)} 156 188 146 160C130 120 84 112 40 100Q0 132 -40 100Z`
  const neck = `<path d="M-30 60V108Q0 142 30 108V60Z" fill="${look.skin[1]}"/><path d="M-30 74Q0 104 30 74V92Q0 120 -30 92Z" fill="${look.skin[2]}" opacity=".55" filter="${sheet.blur(4)}"/>`
  const clip = sheet.clip(`<path d="${coat}"/>`)
  const lapel = `<path d="M-42 98C-30 130 20 150 46 ${n(foot)}" stroke="${look.coat[2]}" stroke-width="30" opacity=".35" fill="none"/><path d="M-44 98C-26 132 26 150 58 200C66 240 66 ${n(foot * 0.9)} 64 ${n(foot)}" stroke="${look.trim}" stroke-width="11" fill="none"/><path d="M44 98C34 122 16 136 2 144" stroke="${look.trim}" stroke-width="11" fill="none"/>`
  const knots = repeat(
    3,
    (i) =>
      `<g transform="translate(${n(36 + i * 13)} ${n(168 + i * 38)}) rotate(${n(20 - i * 8)})"><rect x="-18" y="-3" width="36" height="6" rx="3" fill="${look.trim}"/><circle r="6" fill="${look.trim}"/><circle r="2.6" fill="${look.coat[2]}"/></g>`,
  )
  const apron = look.apron
    ? `<path d="M-64 196C-40 190 40 190 64 196L92 ${n(foot)}H-92Z" fill="${look.apron}"/><path d="M-64 196C-40 190 40 190 64 196" stroke="#F6E9CF" stroke-width="5" fill="none" opacity=".85"/><path d="M-62 198L-100 108M62 198L100 108" stroke="${look.apron}" stroke-width="14"/>${repeat(5, (i) => `<g transform="translate(${n((i - 2) * 24)} 216)"><circle r="4.5" fill="#F6E9CF" opacity=".85"/></g>`)}`
    : ''
  return `${neck}${body(sheet, coat, look.coat, { cx: 0, cy: foot * 0.6, rx: 154, ry: foot * 0.42 }, { shine: 0.12, inside: `${lapel}` })}<g clip-path="${clip}">${knots}${apron}</g>`
}
