import { around, body, contact, moved, n, repeat, type Sheet, smooth } from './sheet.ts'

const EGG_TONES = {
  brown: ['#F6CFA4', '#D69B68', '#94582E'],
  pale: ['#FFF0DA', '#EFCFA8', '#B98A5C'],
  rose: ['#F9D6BE', '#DFA582', '#A0603C'],
  jade: ['#EAF2E2', '#C5D6C0', '#86A08A'],
} as const

/** An egg that lies with its narrow end at `turn`. */
export function egg(sheet: Sheet, r: number, kind: keyof typeof EGG_TONES, turn = 0): string {
  const outline = smooth(
    around(18, 0, 0, (a) => [r * 0.82 * (1 + 0.08 * Math.sin(a)), r * (1 - 0.02 * Math.sin(a))]),
  )
  const speckles = repeat(
    sheet.fine ? 18 : 0,
    () =>
      `<circle cx="${n(sheet.between(-0.7, 0.7) * r)}" cy="${n(sheet.between(-0.8, 0.8) * r)}" r="${n(sheet.between(0.6, 1.8) * (r / 50))}" fill="#8A5630" opacity="${n(sheet.between(0.1, 0.4))}"/>`,
  )
  const shape = body(
    sheet,
    outline,
    EGG_TONES[kind],
    { cx: 0, cy: 0, rx: r * 0.82, ry: r },
    { inside: speckles, shine: 0.62, bounce: '#FFE3C2', turn },
  )
  return `<g transform="rotate(${n(turn)})">${shape}</g>`
}

/** Loose straw in an ellipse. */
export function straw(sheet: Sheet, cx: number, cy: number, rx: number, ry: number, count: number): string {
  return repeat(count, () => {
    const a = sheet.between(0, Math.PI * 2)
    const d = Math.sqrt(sheet.between(0, 1))
    const x = cx + Math.cos(a) * d * rx
    const y = cy + Math.sin(a) * d * ry
    const long = sheet.between(22, 58)
    const lean = sheet.between(-0.5, 0.5) + (sheet.between(0, 1) < 0.5 ? Math.PI : 0)
    return `<path d="M${n(x)} ${n(y)}q${n(Math.cos(lean) * long * 0.5)} ${n(Math.sin(lean) * long * 0.5 + sheet.between(-9, 5))} ${n(Math.cos(lean) * long)} ${n(Math.sin(lean) * long * 0.6)}" stroke="${sheet.pick(['#F1D998', '#DDB961', '#C99F45', '#F8E9BC', '#B98A35'])}" stroke-width="${n(sheet.between(1.8, 3.6))}" fill="none" stroke-linecap="round"/>`
  })
}

/** A strip of smoked bacon that hangs from a straw loop at (0, 0): rind at the left, fat, dark lean meat. */
export function baconStrip(sheet: Sheet, w: number, long: number, turn = 0): string {
  const top = long * 0.11
  const swell = sheet.between(0.02, 0.08)
  const edge = (side: number, t: number) =>
    side *
    w *
    (0.36 + 0.13 * Math.sin(Math.min(1, t * 1.25) * Math.PI * 0.5) + swell * Math.sin(t * 6 + side * 1.3))
  const rows = 8
  const left = Array.from(
    { length: rows },
    (_, i) => [edge(-1, (i + 1) / rows), top + ((i + 1) / rows) * (long - top)] as const,
  )
  const right = Array.from(
    { length: rows },
    (_, i) => [edge(1, 1 - i / rows), top + (1 - i / rows) * (long - top)] as const,
  )
  const lowest = long + w * sheet.between(0.1, 0.22)
  const outline = smooth([
    [-w * 0.26, top + w * 0.02],
    ...left,
    [w * sheet.between(-0.16, 0.1), lowest],
    ...right,
    [w * 0.26, top + w * 0.02],
    [0, top - w * 0.08],
  ])
  const clip = sheet.clip(`<path d="${outline}"/>`)
  const phase = sheet.between(0, 6)
  const line = (f: number, wild: number) =>
    Array.from({ length: 12 }, (_, i) => {
      const t = i / 11
      return [
        w * (f - 0.5) +
          (Math.sin(t * 5 + phase + f * 3) * 0.045 + Math.sin(t * 13 + phase * 2 + f * 17) * 0.022) *
            w *
            wild,
        top - w * 0.2 + t * (long - top + w * 0.6),
      ] as const
    })
  const band = (from: number, to: number, color: string, wild = 1) =>
    `<path d="${smooth(line(from, wild), false)}L${line(to, wild)
      .toReversed()
      .map(([x, y]) => `${n(x)} ${n(y)}`)
      .join('L')}Z" fill="${color}"/>`
  const grain = repeat(sheet.fine ? 34 : 0, () => {
    const x = w * sheet.between(-0.14, 0.46)
    const y = sheet.between(top, long)
    return `<path d="M${n(x)} ${n(y)}q${n(sheet.between(-4, 4))} ${n(w * 0.14)} ${n(sheet.between(-3, 3))} ${n(w * sheet.between(0.2, 0.34))}" stroke="${sheet.pick(['#C4563A', '#4E120C', '#D9785A'])}" stroke-width="${n(sheet.between(1, 2.4))}" opacity=".4" fill="none" stroke-linecap="round"/>`
  })
  const thin = sheet.between(0.6, 0.7)
  const meat =
    `<rect x="${n(-w)}" y="0" width="${n(w * 2)}" height="${n(long * 1.3)}" fill="${sheet.linear([
      [0, '#8F2B1C'],
      [0.5, '#A5361F'],
      [1, '#75190F'],
    ])}"/>` +
    grain +
    band(-0.2, 0.1, '#B9732A', 0.6) +
    band(0.1, 0.34, '#F0C67C') +
    band(0.16, 0.26, '#F9DFA6') +
    band(thin, thin + 0.1, '#EDBE78') +
    band(thin + 0.02, thin + 0.06, '#F7D999') +
    band(0.9, 1.2, '#6E170E')
  const box = `x="${n(-w)}" y="0" width="${n(w * 2)}" height="${n(long * 1.3)}"`
  return `<g transform="rotate(${n(turn)})"><path d="M${n(-w * 0.05)} ${n(top + w * 0.16)}C${n(-w * 0.2)} ${n(top * 0.3)} ${n(-w * 0.1)} ${n(-w * 0.1)} 0 ${n(-w * 0.1)}S${n(w * 0.2)} ${n(top * 0.3)} ${n(w * 0.05)} ${n(top + w * 0.16)}" stroke="#D9B868" stroke-width="${n(w * 0.075)}" fill="none" stroke-linecap="round"/><path d="${outline}" fill="#75190F"/><g clip-path="${clip}">${meat}<rect ${box} fill="${sheet.linear(
    [
      [0, '#FFE2A8', 0.4],
      [0.26, '#FFE2A8', 0.05],
      [0.66, '#200602', 0.12],
      [1, '#200602', 0.6],
    ],
    0.22,
    0,
    0.8,
    0,
  )}"/><rect ${box} fill="${sheet.linear([
    [0, '#200602', 0.5],
    [0.2, '#200602', 0.06],
    [0.75, '#200602', 0.04],
    [1, '#200602', 0.5],
  ])}"/><path d="M${n(-w * 0.24)} ${n(long * 0.24)}Q${n(-w * 0.34)} ${n(long * 0.5)} ${n(-w * 0.26)} ${n(long * 0.78)}" stroke="#fff" stroke-width="${n(w * 0.05)}" opacity=".6" fill="none" stroke-linecap="round" filter="${sheet.blur(2.5)}"/><path d="M${n(w * 0.1)} ${n(long * 0.3)}Q${n(w * 0.06)} ${n(long * 0.42)} ${n(w * 0.12)} ${n(long * 0.56)}" stroke="#FFD9B8" stroke-width="${n(w * 0.035)}" opacity=".5" fill="none" stroke-linecap="round" filter="${sheet.blur(2)}"/></g><ellipse cx="0" cy="${n(top + w * 0.17)}" rx="${n(w * 0.07)}" ry="${n(w * 0.05)}" fill="#3A0D06"/></g>`
}

/** A slice of bacon that lies on a plate, rind at the top. */
export function baconSlice(sheet: Sheet, w: number, h: number, turn = 0): string {
  const outline = smooth([
    [-w / 2, -h * 0.4],
    [-w * 0.1, -h * 0.5],
    [w * 0.34, -h * 0.46],
    [w / 2, -h * 0.34],
    [w * 0.46, h * 0.1],
    [w * 0.42, h * 0.4],
    [w * 0.05, h * 0.5],
    [-w * 0.36, h * 0.44],
    [-w * 0.46, h * 0.05],
  ])
  const clip = sheet.clip(`<path d="${outline}"/>`)
  const slope = sheet.between(-0.05, 0.05) * h
  const wave = (y: number, t: number, color: string) => {
    const bow = sheet.between(-0.08, 0.08) * h
    return `<path d="M${n(-w * 0.7)} ${n(h * y)}q${n(w * 0.35)} ${n(bow)} ${n(w * 0.7)} ${n(slope)}t${n(w * 0.7)} ${n(slope)}" stroke="${color}" stroke-width="${n(h * t)}" fill="none"/>`
  }
  const mid = sheet.between(0.02, 0.1)
  return `<g transform="rotate(${n(turn)})"><path d="${outline}" transform="translate(5 2)" fill="#3A0D06" opacity=".5" filter="${sheet.blur(4)}"/><path d="${outline}" fill="#F8DDA4"/><g clip-path="${clip}">${wave(-0.47, 0.13, '#A9651F')}${wave(-0.34, 0.06, '#F2CF8A')}${wave(-0.06 + mid, 0.2, '#B23A24')}${wave(-0.1 + mid, 0.05, '#CC5A3C')}${wave(0.14 + mid, 0.05, '#F6D595')}${wave(0.32 + mid, 0.26, '#98281A')}${wave(0.3 + mid, 0.05, '#B84A30')}<rect x="${n(-w)}" y="${n(-h)}" width="${n(w * 2)}" height="${n(h * 2)}" fill="${sheet.linear(
    [
      [0, '#fff', 0.42],
      [0.5, '#fff', 0.04],
      [1, '#3A0A04', 0.3],
    ],
    0.2,
    0.2,
    0.8,
    0.8,
  )}"/></g><path d="${outline}" fill="none" stroke="#FFF1CF" stroke-width="1.6" opacity=".55"/></g>`
}

/** Honeycomb cells in a soft block. */
export function comb(sheet: Sheet, w: number, h: number, turn = 0): string {
  const s = w * 0.085
  const d = smooth([
    [-w / 2, -h * 0.3],
    [-w * 0.3, -h / 2],
    [w * 0.2, -h * 0.48],
    [w / 2, -h * 0.34],
    [w * 0.48, h * 0.3],
    [w * 0.2, h / 2],
    [-w * 0.3, h * 0.46],
    [-w / 2, h * 0.24],
  ])
  const clip = sheet.clip(`<path d="${d}"/>`)
  const cell = (x: number, y: number) => {
    const hex = Array.from({ length: 6 }, (_, i) => {
      const a = (i / 6) * Math.PI * 2 + Math.PI / 6
      return `${n(x + Math.cos(a) * s * 0.86)} ${n(y + Math.sin(a) * s * 0.86)}`
    }).join('L')
    const full = sheet.between(0, 1) < 0.72
    return `<path d="M${hex}Z" fill="${
      full
        ? sheet.radial(
            [
              [0, '#FFD667'],
              [0.6, '#EE9F1C'],
              [1, '#B76508'],
            ],
            0.4,
            0.3,
            0.8,
          )
        : '#9B5A0E'
    }"/>${full ? `<ellipse cx="${n(x - s * 0.25)}" cy="${n(y - s * 0.3)}" rx="${n(s * 0.24)}" ry="${n(s * 0.13)}" fill="#fff" opacity=".65"/>` : ''}`
  }
  let cells = ''
  for (let row = -5; row <= 5; row++)
    for (let col = -6; col <= 6; col++)
      cells += cell(col * s * 1.74 + (row % 2 ? s * 0.87 : 0), row * s * 1.5)
  return `<g transform="rotate(${n(turn)})"><path d="${d}" transform="translate(4 ${n(h * 0.16)})" fill="#A35F0C"/><path d="${d}" fill="#F4C766"/><g clip-path="${clip}">${cells}<rect x="${n(-w)}" y="${n(-h)}" width="${n(w * 2)}" height="${n(h * 2)}" fill="${sheet.linear(
    [
      [0, '#fff', 0.28],
      [0.5, '#fff', 0],
      [1, '#5A2A00', 0.22],
    ],
    0,
    0,
    1,
    1,
  )}"/></g></g>`
}

/** A wooden honey dipper whose head is at (0, 0), with honey running off it. */
export function dipper(sheet: Sheet, r: number, turn = 0, drip = 60): string {
  const wood = sheet.linear([
    [0, '#E4BE84'],
    [0.5, '#C59355'],
    [1, '#8A5C2A'],
  ])
  const rings = repeat(6, (i) => {
    const t = (i - 2.5) / 3
    const w = r * (1 - t * t * 0.42)
    return `<rect x="${n(t * r * 1.05 - r * 0.12)}" y="${n(-w)}" width="${n(r * 0.24)}" height="${n(w * 2)}" rx="${n(r * 0.12)}" fill="${wood}"/>`
  })
  return `<g><path d="M${n(-r * 0.3)} ${n(r * 0.2)}C${n(-r * 0.24)} ${n(r + drip * 0.3)} ${n(-r * 0.1)} ${n(r + drip * 0.5)} ${n(-r * 0.08)} ${n(r + drip)}a${n(r * 0.13)} ${n(r * 0.13)} 0 0 0 ${n(r * 0.22)} 0C${n(r * 0.16)} ${n(r + drip * 0.5)} ${n(r * 0.3)} ${n(r + drip * 0.2)} ${n(r * 0.44)} ${n(r * 0.2)}Z" fill="${sheet.linear(
    [
      [0, '#F6B32C'],
      [1, '#D67F0C'],
    ],
  )}"/><g transform="rotate(${n(turn)})"><rect x="${n(r * 0.9)}" y="${n(-r * 0.15)}" width="${n(r * 5)}" height="${n(r * 0.3)}" rx="${n(r * 0.15)}" fill="${wood}"/><ellipse rx="${n(r * 1.05)}" ry="${n(r * 0.7)}" fill="#D98C14"/>${rings}</g><path d="M${n(-r * 0.8)} ${n(r * 0.1)}Q${n(-r * 0.3)} ${n(r * 0.95)} ${n(r * 0.3)} ${n(r * 0.75)}T${n(r * 0.85)} ${n(-r * 0.1)}Q${n(r * 0.3)} ${n(r * 0.35)} 0 ${n(r * 0.1)}T${n(-r * 0.8)} ${n(r * 0.1)}Z" fill="#F2A61F" opacity=".9"/><ellipse cx="${n(-r * 0.36)}" cy="${n(r * 0.3)}" rx="${n(r * 0.2)}" ry="${n(r * 0.07)}" fill="#fff" opacity=".7" transform="rotate(24 ${n(-r * 0.36)} ${n(r * 0.3)})"/></g>`
}

/** What stands in the jar of honey. */
export function honeyFill(sheet: Sheet, cx: number, top: number, w: number, h: number): string {
  return `<rect x="${n(cx - w / 2)}" y="${n(top + h * 0.14)}" width="${n(w)}" height="${n(h)}" fill="${sheet.linear(
    [
      [0, '#F9C04A'],
      [0.4, '#EE9A1B'],
      [1, '#B9620A'],
    ],
  )}"/><ellipse cx="${n(cx)}" cy="${n(top + h * 0.15)}" rx="${n(w / 2)}" ry="${n(h * 0.02)}" fill="#FFD97E"/><ellipse cx="${n(cx - w * 0.1)}" cy="${n(top + h * 0.8)}" rx="${n(w * 0.4)}" ry="${n(h * 0.16)}" fill="#FFD05A" opacity=".5" filter="${sheet.blur(14)}"/>${repeat(sheet.fine ? 7 : 0, () => `<circle cx="${n(cx + sheet.between(-0.42, 0.42) * w)}" cy="${n(top + sheet.between(0.22, 0.9) * h)}" r="${n(sheet.between(1.5, 4))}" fill="#FFE7A6" opacity=".6"/>`)}`
}

/** What stands in the jar of chilli oil: oil above, flakes and sesame below. */
export function chilliFill(sheet: Sheet, cx: number, top: number, w: number, h: number): string {
  const flakes = repeat(170, () => {
    const y = top + h * (0.34 + 0.66 * sheet.between(0, 1))
    const x = cx + sheet.between(-0.5, 0.5) * w
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(sheet.between(3, 9))}" ry="${n(sheet.between(2, 5))}" fill="${sheet.pick(['#7E0D08', '#A8180C', '#C92A12', '#5C0704', '#E0491E'])}" transform="rotate(${n(sheet.between(0, 180))} ${n(x)} ${n(y)})"/>`
  })
  const sesame = repeat(34, () => {
    const y = top + h * (0.26 + 0.7 * sheet.between(0, 1))
    const x = cx + sheet.between(-0.48, 0.48) * w
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="4.4" ry="2.6" fill="#F3D9A0" transform="rotate(${n(sheet.between(0, 180))} ${n(x)} ${n(y)})"/>`
  })
  return `<rect x="${n(cx - w / 2)}" y="${n(top + h * 0.13)}" width="${n(w)}" height="${n(h)}" fill="${sheet.linear(
    [
      [0, '#F06A1E'],
      [0.25, '#D93A12'],
      [0.4, '#A81A0A'],
      [1, '#7A0E06'],
    ],
  )}"/><ellipse cx="${n(cx)}" cy="${n(top + h * 0.14)}" rx="${n(w / 2)}" ry="${n(h * 0.02)}" fill="#FF9A4A"/>${flakes}${sesame}`
}

/** A fresh red chilli, stem at the left. */
export function chilli(sheet: Sheet, long: number, turn = 0): string {
  const w = long * 0.12
  const d = `M0 ${n(-w)}C${n(long * 0.3)} ${n(-w * 1.5)} ${n(long * 0.75)} ${n(-w * 0.6)} ${n(long)} ${n(w * 1.5)}C${n(long * 0.7)} ${n(w * 1.1)} ${n(long * 0.3)} ${n(w * 1.7)} 0 ${n(w)}C${n(-w * 0.5)} ${n(w * 0.5)} ${n(-w * 0.5)} ${n(-w * 0.5)} 0 ${n(-w)}Z`
  return `<g transform="rotate(${n(turn)})">${contact(sheet, long * 0.45, w * 1.3, long * 0.5, w * 0.55, 0.28)}<path d="M${n(-w * 0.2)} 0C${n(-w * 1.2)} ${n(-w * 0.2)} ${n(-w * 1.6)} ${n(-w * 0.8)} ${n(-w * 2.2)} ${n(-w * 1.4)}" stroke="#5B8A3A" stroke-width="${n(w * 0.42)}" fill="none" stroke-linecap="round"/><path d="${d}" fill="${sheet.linear(
    [
      [0, '#F2593A'],
      [0.45, '#CF2416'],
      [1, '#85100C'],
    ],
  )}"/><path d="M${n(-w * 0.4)} ${n(-w * 0.5)}Q${n(w * 0.5)} ${n(-w * 1.3)} ${n(w * 1.2)} ${n(-w * 0.9)}Q${n(w * 0.7)} 0 ${n(w * 1.2)} ${n(w)}Q${n(w * 0.4)} ${n(w * 1.2)} ${n(-w * 0.3)} ${n(w * 0.6)}Z" fill="#6E9A42"/><path d="M${n(long * 0.16)} ${n(-w * 0.55)}Q${n(long * 0.45)} ${n(-w * 0.9)} ${n(long * 0.72)} ${n(-w * 0.05)}" stroke="#fff" stroke-width="${n(w * 0.26)}" fill="none" stroke-linecap="round" opacity=".6" filter="${sheet.blur(1.5)}"/></g>`
}

/** A bulb of garlic. */
export function garlic(sheet: Sheet, r: number): string {
  const d = `M0 ${n(-r * 1.25)}C${n(r * 0.12)} ${n(-r * 0.8)} ${n(r)} ${n(-r * 0.6)} ${n(r)} ${n(r * 0.15)}C${n(r)} ${n(r * 0.75)} ${n(r * 0.5)} ${n(r * 0.85)} 0 ${n(r * 0.85)}S${n(-r)} ${n(r * 0.75)} ${n(-r)} ${n(r * 0.15)}C${n(-r)} ${n(-r * 0.6)} ${n(-r * 0.12)} ${n(-r * 0.8)} 0 ${n(-r * 1.25)}Z`
  const ribs = [-0.62, -0.22, 0.24, 0.64]
    .map(
      (f) =>
        `<path d="M${n(f * r * 0.12)} ${n(-r * 0.9)}C${n(f * r * 0.5)} ${n(-r * 0.5)} ${n(f * r * 1.3)} ${n(r * 0.1)} ${n(f * r * 0.8)} ${n(r * 0.84)}" stroke="#B49AA8" stroke-width="${n(r * 0.045)}" fill="none" opacity=".55"/>`,
    )
    .join('')
  return moved(
    0,
    0,
    contact(sheet, 0, r * 0.8, r, r * 0.22, 0.34) +
      body(
        sheet,
        d,
        ['#FFFDF6', '#EFE3DA', '#B9A2A6'],
        { cx: 0, cy: 0, rx: r, ry: r },
        { inside: ribs, shine: 0.5 },
      ),
  )
}
