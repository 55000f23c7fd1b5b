import { around, body, moved, n, type Point, repeat, type Sheet, smooth } from './sheet.ts'

const REDS = ['#FF8A66', '#D93A22', '#7E1410'] as const
const GOLDS = ['#FFE08A', '#EFA229', '#A85A10'] as const
const WINES = ['#D77A66', '#93302F', '#471016'] as const
export const tomatoTones = { red: REDS, gold: GOLDS, wine: WINES }

/** An heirloom tomato seen a little from above: ribs that meet under the calyx. */
export function tomato(sheet: Sheet, r: number, kind: keyof typeof tomatoTones = 'red', turn = 0): string {
  const tones = tomatoTones[kind]
  const ry = r * 0.84
  const lobes = sheet.pick([6, 7, 8])
  const phase = sheet.between(0, 6)
  const outline = smooth(
    around(28, 0, 0, (a) => {
      const rib = 1 + 0.045 * Math.cos(lobes * a + phase) - 0.06 * Math.max(0, Math.sin(-a)) ** 6
      return [r * rib, ry * rib]
    }),
  )
  const top: Point = [0, -ry * 0.5]
  const ribs = repeat(lobes, (i) => {
    const a = ((i + 0.5) / lobes) * Math.PI * 2 - phase / lobes
    const x = Math.cos(a) * r * 1.02
    const y = Math.sin(a) * ry * 1.02
    return `<path d="M${n(top[0])} ${n(top[1])}Q${n(x * 0.75)} ${n(top[1] * 0.75 + y * 0.35 - ry * 0.12)} ${n(x)} ${n(y)}" stroke="${tones[2]}" stroke-width="${n(r * 0.1)}" opacity=".26" fill="none" filter="${sheet.blur(Math.max(2, Math.round(r * 0.06)))}"/>`
  })
  const dip = `<ellipse cx="0" cy="${n(top[1])}" rx="${n(r * 0.42)}" ry="${n(ry * 0.2)}" fill="${tones[2]}" opacity=".5" filter="${sheet.blur(Math.max(2, Math.round(r * 0.1)))}"/>`
  const shape = body(
    sheet,
    outline,
    tones,
    { cx: 0, cy: 0, rx: r, ry },
    { inside: ribs + dip, shine: 0.62, turn },
  )
  const sepals = repeat(6, (i) => {
    const a = (i / 6) * 360 + turn * 2
    const long = r * sheet.between(0.36, 0.46)
    return `<g transform="translate(0 ${n(top[1])}) scale(1 .62) rotate(${n(a)})"><path d="M0 0C${n(r * 0.1)} ${n(-long * 0.3)} ${n(r * 0.09)} ${n(-long * 0.7)} 0 ${n(-long)}C${n(-r * 0.06)} ${n(-long * 0.7)} ${n(-r * 0.1)} ${n(-long * 0.3)} 0 0Z" fill="${sheet.linear(
      [
        [0, '#9CC25A'],
        [1, '#3F7A2E'],
      ],
    )}"/></g>`
  })
  const stem = `<path d="M${n(-r * 0.035)} ${n(top[1])}C${n(-r * 0.04)} ${n(top[1] - r * 0.12)} ${n(r * 0.05)} ${n(top[1] - r * 0.2)} ${n(r * 0.1)} ${n(top[1] - r * 0.24)}" stroke="#55803A" stroke-width="${n(r * 0.085)}" stroke-linecap="round" fill="none"/>`
  return `<g transform="rotate(${n(turn)})">${shape}<ellipse cx="${n(r * 0.04)}" cy="${n(top[1] + r * 0.05)}" rx="${n(r * 0.3)}" ry="${n(r * 0.13)}" fill="#3A0A08" opacity=".35" filter="${sheet.blur(3)}"/>${sepals}${stem}</g>`
}

/** A navel orange; `face` says which end looks at us. */
export function orange(sheet: Sheet, r: number, face: 'stem' | 'navel' | 'side' = 'side', turn = 0): string {
  const outline = smooth(
    around(20, 0, 0, (a) => [r * (1 + 0.012 * Math.sin(3 * a)), r * (0.97 + 0.012 * Math.cos(2 * a))]),
  )
  const pores = repeat(sheet.fine ? 90 : 0, () => {
    const a = sheet.between(0, Math.PI * 2)
    const d = Math.sqrt(sheet.between(0, 1)) * r * 0.95
    return `<circle cx="${n(Math.cos(a) * d)}" cy="${n(Math.sin(a) * d)}" r="${n(sheet.between(0.8, 1.5) * (r / 70))}" fill="${sheet.pick(['#A34A05', '#FFD9A0'])}" opacity=".3"/>`
  })
  const at: Point = [r * 0.16, -r * 0.42]
  const stem = `<g transform="translate(${n(at[0])} ${n(at[1])})"><ellipse rx="${n(r * 0.26)}" ry="${n(r * 0.16)}" fill="#B65A0A" opacity=".45" filter="${sheet.blur(4)}"/>${repeat(5, (i) => `<ellipse transform="scale(1 .66) rotate(${i * 72})" cx="0" cy="${n(-r * 0.075)}" rx="${n(r * 0.05)}" ry="${n(r * 0.09)}" fill="#6E8F3C"/>`)}<circle r="${n(r * 0.045)}" fill="#C9B97A"/></g>`
  const navel = `<g transform="translate(${n(at[0] - r * 0.1)} ${n(at[1] + r * 0.3)})"><circle r="${n(r * 0.2)}" fill="#B9590A" opacity=".4" filter="${sheet.blur(4)}"/><circle r="${n(r * 0.13)}" fill="none" stroke="#9C4606" stroke-width="${n(r * 0.03)}" opacity=".7"/><path d="M${n(-r * 0.07)} 0Q0 ${n(-r * 0.05)} ${n(r * 0.07)} ${n(r * 0.02)}M0 ${n(-r * 0.06)}V${n(r * 0.07)}" stroke="#9C4606" stroke-width="${n(r * 0.028)}" stroke-linecap="round" fill="none" opacity=".75"/></g>`
  const shape = body(
    sheet,
    outline,
    ['#FFC766', '#F08A1D', '#B34A06'],
    { cx: 0, cy: 0, rx: r, ry: r },
    { inside: pores, shine: 0.5, bounce: '#FFC27A', turn },
  )
  return `<g transform="rotate(${n(turn)})">${shape}${face === 'stem' ? stem : face === 'navel' ? navel : ''}</g>`
}

/** Half an orange that leans back and shows its segments. */
export function orangeHalf(sheet: Sheet, r: number, turn = 0): string {
  const count = 10
  const wedge = (i: number) => {
    const a = (i / count) * Math.PI * 2
    const b = ((i + 1) / count) * Math.PI * 2
    const gap = 0.05
    const p = (angle: number, d: number): string => `${n(Math.cos(angle) * d)} ${n(Math.sin(angle) * d)}`
    const outer = r * 0.83
    const inner = r * 0.12
    const mid = (a + b) / 2
    const d = `M${p(mid, inner)}L${p(a + gap, outer * 0.86)}Q${p(a + gap * 1.2, outer)} ${p(a + 0.16, outer)}Q${p(mid, outer * 1.04)} ${p(b - 0.16, outer)}Q${p(b - gap * 1.2, outer)} ${p(b - gap, outer * 0.86)}Z`
    const clip = sheet.clip(`<path d="${d}"/>`)
    const drops = repeat(sheet.fine ? 16 : 3, () => {
      const angle = sheet.between(a + 0.04, b - 0.04)
      const from = sheet.between(0.25, 0.7) * r
      return `<path d="M${p(angle, from)}L${p(angle, from + r * 0.13)}" stroke="${sheet.pick(['#FFDC8C', '#FFF0C0', '#E57710'])}" stroke-width="${n(r * 0.035)}" stroke-linecap="round" opacity=".5"/>`
    })
    return `<path d="${d}" fill="#F79A24"/><g clip-path="${clip}">${drops}<circle r="${n(r * 0.5)}" fill="#FFCE70" opacity=".35" filter="${sheet.blur(8)}"/></g>`
  }
  const back = `<ellipse cx="${n(r * 0.1)}" cy="${n(r * 0.16)}" rx="${n(r * 1.0)}" ry="${n(r * 0.98)}" fill="${sheet.linear(
    [
      [0, '#E9821A'],
      [1, '#A84505'],
    ],
  )}"/>`
  const face = `<circle r="${n(r)}" fill="${sheet.linear([
    [0, '#FFB347'],
    [1, '#E77F14'],
  ])}"/><circle r="${n(r * 0.93)}" fill="#FFEFCB"/><circle r="${n(r * 0.86)}" fill="#FFE0A3"/>${repeat(count, wedge)}<circle r="${n(r * 0.09)}" fill="#FFF3D6"/><ellipse cx="${n(-r * 0.3)}" cy="${n(-r * 0.42)}" rx="${n(r * 0.36)}" ry="${n(r * 0.16)}" fill="#fff" opacity=".35" filter="${sheet.blur(7)}" transform="rotate(-35 ${n(-r * 0.3)} ${n(-r * 0.42)})"/>`
  return `<g transform="rotate(${n(turn)}) scale(1 .94)">${back}${face}</g>`
}

/** A kiwifruit in its brown fur. */
export function kiwi(sheet: Sheet, r: number, turn = 0): string {
  const rx = r * 1.16
  const outline = smooth(around(18, 0, 0, (a) => [rx * (1 + 0.015 * Math.sin(2 * a)), r * 0.94]))
  const fur = repeat(170, () => {
    const a = sheet.between(0, Math.PI * 2)
    const d = Math.sqrt(sheet.between(0, 1)) * 0.97
    const x = Math.cos(a) * d * rx
    const y = Math.sin(a) * d * r * 0.94
    return `<path d="M${n(x)} ${n(y)}l${n(Math.cos(a) * r * 0.06)} ${n(Math.sin(a) * r * 0.06 + 1)}" stroke="${sheet.pick(['#D9B27A', '#5A3A17', '#E7CB98'])}" stroke-width=".9" opacity=".42" stroke-linecap="round"/>`
  })
  const shape = body(
    sheet,
    outline,
    ['#C9A36B', '#8E6532', '#4A2E12'],
    { cx: 0, cy: 0, rx, ry: r * 0.94 },
    { inside: fur, shine: 0.24, bounce: '#D9B98A', turn },
  )
  const tip = `<ellipse cx="${n(rx * 0.9)}" cy="${n(-r * 0.06)}" rx="${n(r * 0.08)}" ry="${n(r * 0.13)}" fill="#4B3116"/><ellipse cx="${n(rx * 0.92)}" cy="${n(-r * 0.06)}" rx="${n(r * 0.035)}" ry="${n(r * 0.06)}" fill="#A98A55"/>`
  return `<g transform="rotate(${n(turn)})">${shape}${tip}</g>`
}

/** Half a kiwifruit with the red heart towards us. */
export function kiwiHalf(sheet: Sheet, r: number, turn = 0): string {
  const rays = repeat(52, (i) => {
    const a = (i / 52) * Math.PI * 2
    const long = sheet.between(0.66, 0.84) * r
    return `<path d="M${n(Math.cos(a) * r * 0.26)} ${n(Math.sin(a) * r * 0.26)}L${n(Math.cos(a) * long)} ${n(Math.sin(a) * long)}" stroke="#EEF2B6" stroke-width="${n(r * 0.022)}" opacity=".5" stroke-linecap="round"/>`
  })
  const blush = repeat(26, (i) => {
    const a = (i / 26) * Math.PI * 2
    const long = sheet.between(0.44, 0.6) * r
    return `<path d="M${n(Math.cos(a) * r * 0.24)} ${n(Math.sin(a) * r * 0.24)}L${n(Math.cos(a) * long)} ${n(Math.sin(a) * long)}" stroke="#C8203B" stroke-width="${n(r * 0.075)}" opacity=".72" stroke-linecap="round"/>`
  })
  const seeds = repeat(30, (i) => {
    const a = (i / 30) * 360
    const d = r * (i % 2 ? 0.42 : 0.5)
    return `<ellipse transform="rotate(${n(a)}) translate(${n(d)} 0)" rx="${n(r * 0.042)}" ry="${n(r * 0.021)}" fill="#21160C"/>`
  })
  return `<g transform="rotate(${n(turn)}) scale(1.04 .96)"><circle cx="${n(r * 0.08)}" cy="${n(r * 0.13)}" r="${n(r)}" fill="${sheet.linear(
    [
      [0, '#94703C'],
      [1, '#4A2E12'],
    ],
  )}"/><circle r="${n(r)}" fill="#8A6732"/><circle r="${n(r * 0.955)}" fill="${sheet.radial(
    [
      [0, '#F4F2B4'],
      [0.45, '#C6D44B'],
      [0.85, '#8DB02E'],
      [1, '#A9C552'],
    ],
    0.5,
    0.5,
    0.5,
  )}"/>${rays}<g filter="${sheet.blur(2)}">${blush}</g><circle r="${n(r * 0.27)}" fill="#FBF6D8"/><circle r="${n(r * 0.2)}" fill="#FFFBEA"/>${seeds}<ellipse cx="${n(-r * 0.34)}" cy="${n(-r * 0.46)}" rx="${n(r * 0.34)}" ry="${n(r * 0.14)}" fill="#fff" opacity=".4" filter="${sheet.blur(6)}" transform="rotate(-35 ${n(-r * 0.34)} ${n(-r * 0.46)})"/></g>`
}

/** A glossy leaf that grows from (0, 0) to the right. */
export function leaf(
  sheet: Sheet,
  long: number,
  turn = 0,
  tones: readonly [string, string] = ['#7DB14F', '#2E6B3E'],
): string {
  const w = long * 0.26
  const d = `M0 0C${n(long * 0.25)} ${n(-w * 1.2)} ${n(long * 0.7)} ${n(-w)} ${n(long)} 0C${n(long * 0.7)} ${n(w * 0.8)} ${n(long * 0.25)} ${n(w)} 0 0Z`
  const veins = repeat(sheet.fine ? 5 : 0, (i) => {
    const x = long * (0.18 + i * 0.15)
    return `M${n(x)} 0l${n(long * 0.1)} ${n(-w * 0.6)}M${n(x)} 0l${n(long * 0.1)} ${n(w * 0.5)}`
  })
  return `<g transform="rotate(${n(turn)})"><path d="${d}" fill="${sheet.linear([
    [0, tones[0]],
    [1, tones[1]],
  ])}"/><path d="M0 0C${n(long * 0.25)} ${n(-w * 1.2)} ${n(long * 0.7)} ${n(-w)} ${n(long)} 0Q${n(long * 0.5)} ${n(-w * 0.12)} 0 0Z" fill="#fff" opacity=".13"/><path d="M0 0H${n(long * 0.94)}${veins}" stroke="#D9EBB6" stroke-width="${n(Math.max(0.8, long * 0.012))}" opacity=".55" fill="none" stroke-linecap="round"/></g>`
}

/** A walnut in its shell: a seam and furrows. */
export function walnut(sheet: Sheet, r: number, turn = 0): string {
  const outline = smooth(
    around(22, 0, 0, (a) => [r * (1 + 0.02 * Math.sin(7 * a)), r * (0.95 + 0.02 * Math.cos(5 * a))]),
  )
  const furrow = (side: number) =>
    repeat(22, (i) => {
      const column = 0.24 + (i % 3) * 0.25
      const y = -r * 0.86 + Math.floor(i / 3) * r * 0.25 + sheet.between(-0.06, 0.06) * r
      const x = side * r * (column + sheet.between(-0.07, 0.07))
      const bend = () => n(sheet.between(-0.15, 0.15) * r)
      const d = `M${n(x)} ${n(y)}c${bend()} ${n(r * 0.07)} ${bend()} ${n(r * 0.14)} ${n(sheet.between(-0.12, 0.12) * r)} ${n(r * sheet.between(0.18, 0.3))}`
      const stroke = (color: string, width: number, opacity: number, shift: number) =>
        `<path d="${d}" transform="translate(${n(shift)} ${n(shift * 0.6)})" stroke="${color}" stroke-width="${n(r * width)}" fill="none" stroke-linecap="round" opacity="${opacity}"/>`
      return stroke('#FBE6BC', 0.045, 0.55, r * 0.04) + stroke('#6B431A', sheet.between(0.04, 0.07), 0.55, 0)
    })
  const seam = `<path d="M0 ${n(-r)}C${n(r * 0.12)} ${n(-r * 0.4)} ${n(-r * 0.12)} ${n(r * 0.4)} 0 ${n(r)}" stroke="#8A5B26" stroke-width="${n(r * 0.14)}" fill="none" opacity=".55"/><path d="M${n(-r * 0.02)} ${n(-r)}C${n(r * 0.1)} ${n(-r * 0.4)} ${n(-r * 0.14)} ${n(r * 0.4)} ${n(-r * 0.02)} ${n(r)}" stroke="#F0D29A" stroke-width="${n(r * 0.05)}" fill="none" opacity=".7"/>`
  const shape = body(
    sheet,
    outline,
    ['#EBCB95', '#BF8D4E', '#6E4418'],
    { cx: 0, cy: 0, rx: r, ry: r * 0.95 },
    { inside: furrow(-1) + furrow(1) + seam, shine: 0.28, bounce: '#EBCB95', turn },
  )
  return `<g transform="rotate(${n(turn)})">${shape}</g>`
}

/** Half a walnut with its kernel. */
export function walnutHalf(sheet: Sheet, r: number, turn = 0): string {
  const lobe = (side: number) => {
    const d = smooth(
      around(14, side * r * 0.34, 0, (a, i) => [
        r * (0.33 + (i % 2 ? 0.045 : -0.01)),
        r * (0.66 + (i % 2 ? 0.05 : -0.04) + 0.02 * Math.sin(a)),
      ]),
    )
    const folds = repeat(6, (i) => {
      const y = -r * 0.48 + i * r * 0.19
      return `<path d="M${n(side * r * 0.1)} ${n(y)}q${n(side * r * 0.18)} ${n(r * sheet.between(-0.12, 0.12))} ${n(side * r * 0.46)} ${n(r * sheet.between(-0.06, 0.1))}" stroke="#9A6326" stroke-width="${n(r * 0.05)}" fill="none" stroke-linecap="round" opacity=".6"/>`
    })
    return body(
      sheet,
      d,
      ['#F6DDA8', '#DDAE66', '#A06A2C'],
      { cx: side * r * 0.34, cy: 0, rx: r * 0.34, ry: r * 0.66 },
      { inside: folds, shine: 0.3 },
    )
  }
  return `<g transform="rotate(${n(turn)})"><ellipse cx="${n(r * 0.06)}" cy="${n(r * 0.14)}" rx="${n(r * 1.02)}" ry="${n(r * 0.96)}" fill="#6E4418"/><ellipse rx="${n(r)}" ry="${n(r * 0.94)}" fill="#B98648"/><ellipse rx="${n(r * 0.9)}" ry="${n(r * 0.84)}" fill="${sheet.radial(
    [
      [0, '#7A4A1C'],
      [1, '#A8743A'],
    ],
    0.5,
    0.4,
    0.6,
  )}"/>${lobe(-1)}${lobe(1)}<path d="M0 ${n(-r * 0.7)}V${n(r * 0.7)}" stroke="#8A5B26" stroke-width="${n(r * 0.06)}" opacity=".7"/></g>`
}

/** A stem with leaves left and right, from (0, 0) upwards. */
export function sprig(sheet: Sheet, long: number, pairs: number, turn = 0): string {
  return moved(
    0,
    0,
    `<path d="M0 0Q${n(long * 0.06)} ${n(-long * 0.5)} 0 ${n(-long)}" stroke="#4F7A3A" stroke-width="${n(long * 0.025)}" fill="none" stroke-linecap="round"/>${repeat(
      pairs,
      (i) => {
        const y = -long * (0.2 + (i / pairs) * 0.72)
        const size = long * (0.36 - i * 0.03)
        return (
          moved(long * 0.02, y, leaf(sheet, size, -38)) +
          moved(long * 0.02, y + long * 0.05, leaf(sheet, size, -142))
        )
      },
    )}${moved(0, -long * 0.97, leaf(sheet, long * 0.28, -88))}`,
    turn,
  )
}
