import { body, contact, n, repeat, type Sheet, smooth } from './sheet.ts'

/** A vessel is drawn in two: what is behind its content, and what is before it. */
export type Vessel = { back: string; front: string }

const SERIF = "font-family=\"'Noto Serif CJK SC','Noto Serif SC',serif\""

/** The house's round stamp: the village's two characters in persimmon. */
export function stamp(cx: number, cy: number, size: number, turn = -8): string {
  return `<g transform="translate(${n(cx)} ${n(cy)}) rotate(${turn})"><rect x="${n(-size / 2)}" y="${n(-size / 2)}" width="${n(size)}" height="${n(size)}" rx="${n(size * 0.16)}" fill="#C4421B"/><rect x="${n(-size * 0.42)}" y="${n(-size * 0.42)}" width="${n(size * 0.84)}" height="${n(size * 0.84)}" rx="${n(size * 0.1)}" fill="none" stroke="#FBF0DF" stroke-width="${n(size * 0.035)}" opacity=".8"/><text ${SERIF} font-weight="700" font-size="${n(size * 0.4)}" text-anchor="middle" fill="#FBF0DF"><tspan x="0" y="${n(-size * 0.03)}">云</tspan><tspan x="0" y="${n(size * 0.35)}">岭</tspan></text></g>`
}

function weave(sheet: Sheet, light: string, base: string, dark: string, size: number, turn: number): string {
  if (!sheet.fine) return base
  const h = size / 2
  const strip = (x: number, y: number, w: number, t: number) =>
    `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(t)}" rx="${n(t * 0.3)}" fill="${base}"/><rect x="${n(x + 1)}" y="${n(y + t * 0.12)}" width="${n(w - 2)}" height="${n(t * 0.28)}" rx="1" fill="${light}" opacity=".7"/>`
  const up = (x: number, y: number, w: number, t: number) =>
    `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(t)}" rx="${n(w * 0.3)}" fill="${light}"/><rect x="${n(x + w * 0.62)}" y="${n(y + 1)}" width="${n(w * 0.28)}" height="${n(t - 2)}" rx="1" fill="${base}" opacity=".8"/>`
  const content = `<rect width="${size}" height="${size}" fill="${dark}"/>${strip(0.5, 0.8, h * 1.35, h * 0.82)}${strip(h + 0.5, h + 0.8, h * 1.35, h * 0.82)}${strip(h + 0.5 - size, h + 0.8, h * 1.35, h * 0.82)}${up(h * 1.48, -h * 0.2, h * 0.42, h * 1.2)}${up(h * 0.48, h * 0.8, h * 0.42, h * 1.2)}`
  return sheet.pattern(size, size, content, `rotate(${turn}) scale(1 .62)`)
}

/** A round winnowing tray of split bamboo, seen from the front and above. */
export function tray(sheet: Sheet, cx: number, cy: number, rx: number, ry: number): Vessel {
  const lip = ry * 0.3
  const inner = `<ellipse cx="${n(cx)}" cy="${n(cy + lip * 0.25)}" rx="${n(rx * 0.93)}" ry="${n(ry * 0.86)}"`
  const binding = (from: number, to: number, y: number) =>
    repeat(sheet.fine ? 34 : 0, (i) => {
      const a = from + ((to - from) * (i + 0.5)) / 34
      const x = cx + Math.cos(a) * rx * 0.985
      const yy = cy + y + Math.sin(a) * ry * 0.97
      return `<path d="M${n(x - 2)} ${n(yy - lip * 0.3)}q3 ${n(lip * 0.35)} ${n(2)} ${n(lip * 0.8)}" stroke="#8A5F24" stroke-width="2" opacity=".55" fill="none" stroke-linecap="round"/>`
    })
  const back =
    contact(sheet, cx, cy + ry * 0.95, rx, ry * 0.42, 0.36) +
    `<ellipse cx="${n(cx)}" cy="${n(cy + lip)}" rx="${n(rx)}" ry="${n(ry)}" fill="#8F6328"/>` +
    `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${sheet.linear([
      [0, '#C89A4E'],
      [1, '#E9C880'],
    ])}"/>` +
    `${inner} fill="${weave(sheet, '#EBCF8F', '#D8B066', '#A87B38', 22, 32)}"/>` +
    `${inner} fill="${sheet.linear([
      [0, '#5A3A12', 0.5],
      [0.35, '#5A3A12', 0.1],
      [1, '#FFF1CC', 0.18],
    ])}"/>` +
    binding(Math.PI * 1.02, Math.PI * 1.98, 0)
  const rim = `M${n(cx - rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 0 ${n(cx + rx)} ${n(cy)}`
  const front =
    `<path d="${rim}L${n(cx + rx * 0.985)} ${n(cy + lip)}A${n(rx * 0.985)} ${n(ry)} 0 0 1 ${n(cx - rx * 0.985)} ${n(cy + lip)}Z" fill="${sheet.linear(
      [
        [0, '#C99A4C'],
        [0.5, '#E8C57C'],
        [1, '#B78539'],
      ],
      0,
      0,
      1,
      0,
    )}"/>` +
    `<path d="${rim}" stroke="#F6E0AC" stroke-width="4" fill="none" stroke-linecap="round"/>` +
    `<path d="M${n(cx - rx * 0.99)} ${n(cy + lip * 0.55)}A${n(rx * 0.99)} ${n(ry)} 0 0 0 ${n(cx + rx * 0.99)} ${n(cy + lip * 0.55)}" stroke="#A47532" stroke-width="2" fill="none" opacity=".7"/>` +
    binding(Math.PI * 0.02, Math.PI * 0.98, lip * 0.35)
  return { back, front }
}

/** A deep woven basket: `cy` is its mouth, `deep` how far it goes down. */
export function basket(sheet: Sheet, cx: number, cy: number, rx: number, ry: number, deep: number): Vessel {
  const foot = rx * 0.74
  const bodyPath = `M${n(cx - rx)} ${n(cy)}C${n(cx - rx * 0.98)} ${n(cy + deep * 0.5)} ${n(cx - foot * 1.1)} ${n(cy + deep * 0.86)} ${n(cx - foot)} ${n(cy + deep)}A${n(foot)} ${n(ry * 0.7)} 0 0 0 ${n(cx + foot)} ${n(cy + deep)}C${n(cx + foot * 1.1)} ${n(cy + deep * 0.86)} ${n(cx + rx * 0.98)} ${n(cy + deep * 0.5)} ${n(cx + rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 1 ${n(cx - rx)} ${n(cy)}Z`
  const clip = sheet.clip(`<path d="${bodyPath}"/>`)
  const band = (y: number) =>
    `<path d="M${n(cx - rx * 1.02)} ${n(cy + y)}A${n(rx * 1.02)} ${n(ry)} 0 0 0 ${n(cx + rx * 1.02)} ${n(cy + y)}" stroke="#F3DBA2" stroke-width="9" fill="none"/><path d="M${n(cx - rx * 1.02)} ${n(cy + y + 4)}A${n(rx * 1.02)} ${n(ry)} 0 0 0 ${n(cx + rx * 1.02)} ${n(cy + y + 4)}" stroke="#9A6C2B" stroke-width="2" fill="none" opacity=".6"/>`
  const back =
    contact(sheet, cx, cy + deep + ry * 0.62, foot * 1.06, ry * 0.5, 0.42) +
    `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="#C79B50"/><ellipse cx="${n(cx)}" cy="${n(cy + 5)}" rx="${n(rx * 0.95)}" ry="${n(ry * 0.88)}" fill="${sheet.linear(
      [
        [0, '#5C3A12'],
        [1, '#8F6328'],
      ],
    )}"/>`
  const front =
    `<path d="${bodyPath}" fill="${weave(sheet, '#EBCB86', '#D2A658', '#94692B', 26, 0)}"/>` +
    `<g clip-path="${clip}"><rect x="${n(cx - rx)}" y="${n(cy - ry)}" width="${n(rx * 2)}" height="${n(deep + ry * 3)}" fill="${sheet.linear(
      [
        [0, '#FFF2CF', 0.28],
        [0.35, '#FFF2CF', 0],
        [0.7, '#4A2A08', 0.14],
        [1, '#4A2A08', 0.46],
      ],
      0,
      0,
      1,
      0.25,
    )}"/>${band(deep * 0.42)}<ellipse cx="${n(cx)}" cy="${n(cy + ry * 0.9)}" rx="${n(rx)}" ry="${n(ry * 0.6)}" fill="#3B2108" opacity=".22" filter="${sheet.blur(9)}"/></g>` +
    `<path d="M${n(cx - rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 0 ${n(cx + rx)} ${n(cy)}" stroke="#B9863B" stroke-width="17" fill="none" stroke-linecap="round"/><path d="M${n(cx - rx)} ${n(cy - 2)}A${n(rx)} ${n(ry)} 0 0 0 ${n(cx + rx)} ${n(cy - 2)}" stroke="#EFD194" stroke-width="8" fill="none" stroke-linecap="round"/>${repeat(
      sheet.fine ? 26 : 0,
      (i) => {
        const a = Math.PI * (0.03 + (0.94 * (i + 0.5)) / 26)
        return `<path d="M${n(cx + Math.cos(a) * rx - 3)} ${n(cy + Math.sin(a) * ry - 8)}l7 16" stroke="#8A5F24" stroke-width="2.4" opacity=".6" stroke-linecap="round"/>`
      },
    )}`
  return { back, front }
}

/** A fruit crate of raw boards with the stamp. `cy` is the upper edge of its front. */
export function crate(sheet: Sheet, cx: number, cy: number, w: number, h: number): Vessel {
  const left = cx - w / 2
  const rise = h * 0.36
  const wood = sheet.linear([
    [0, '#EBD0A0'],
    [1, '#CFA767'],
  ])
  const grain = (x: number, y: number, bw: number, bh: number) =>
    repeat(
      3,
      (i) =>
        `<path d="M${n(x + 6)} ${n(y + bh * (0.25 + i * 0.25))}q${n(bw * 0.3)} ${n(sheet.between(-3, 3))} ${n(bw * 0.5)} 0t${n(bw * 0.46)} ${n(sheet.between(-2, 2))}" stroke="#A97B3C" stroke-width="1.3" fill="none" opacity=".4"/>`,
    )
  const board = (x: number, y: number, bw: number, bh: number) =>
    `<rect x="${n(x)}" y="${n(y)}" width="${n(bw)}" height="${n(bh)}" rx="4" fill="${wood}"/><rect x="${n(x)}" y="${n(y)}" width="${n(bw)}" height="3" rx="1.5" fill="#FBEBCB" opacity=".9"/>${grain(x, y, bw, bh)}`
  const gap = h * 0.08
  const bh = (h - gap) / 2
  const back =
    contact(sheet, cx, cy + h, w * 0.5, h * 0.16, 0.46) +
    `<path d="M${n(left + 10)} ${n(cy)}L${n(left + w * 0.07)} ${n(cy - rise)}H${n(left + w * 0.93)}L${n(left + w - 10)} ${n(cy)}V${n(cy + h - 6)}H${n(left + 10)}Z" fill="${sheet.linear(
      [
        [0, '#6B4519'],
        [1, '#3E2409'],
      ],
    )}"/>` +
    `<rect x="${n(left + w * 0.07)}" y="${n(cy - rise - 8)}" width="${n(w * 0.86)}" height="${n(rise * 0.55)}" rx="4" fill="#C39A5A"/><rect x="${n(left + w * 0.07)}" y="${n(cy - rise - 8)}" width="${n(w * 0.86)}" height="3" fill="#EBD3A4"/>` +
    `<path d="M${n(left)} ${n(cy + 4)}L${n(left + w * 0.065)} ${n(cy - rise - 8)}h8L${n(left + 18)} ${n(cy + 4)}Z" fill="#D9B679"/><path d="M${n(left + w)} ${n(cy + 4)}L${n(left + w * 0.935)} ${n(cy - rise - 8)}h-8L${n(left + w - 18)} ${n(cy + 4)}Z" fill="#B98D4A"/>`
  const nail = (x: number, y: number) =>
    `<circle cx="${n(x)}" cy="${n(y)}" r="3" fill="#7A5A2E"/><circle cx="${n(x - 1)}" cy="${n(y - 1)}" r="1" fill="#EBD3A4"/>`
  const front =
    `<rect x="${n(left + 8)}" y="${n(cy + bh - 2)}" width="${n(w - 16)}" height="${n(gap + 4)}" fill="#4A2D0F"/>` +
    board(left, cy, w, bh) +
    board(left, cy + bh + gap, w, bh) +
    `<rect x="${n(left)}" y="${n(cy)}" width="${n(w)}" height="${n(h)}" rx="4" fill="${sheet.linear(
      [
        [0, '#FFF5DC', 0.2],
        [0.5, '#FFF5DC', 0],
        [1, '#3E2409', 0.26],
      ],
      0,
      0,
      1,
      0.4,
    )}"/>` +
    [left + 20, left + w - 20].map((x) => nail(x, cy + bh * 0.5) + nail(x, cy + bh * 1.5 + gap)).join('') +
    stamp(cx + w * 0.3, cy + h * 0.5, h * 0.52)
  return { back, front }
}

/** A shallow glazed bowl; `cy` is its mouth. */
export function bowl(
  sheet: Sheet,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  deep: number,
  tones: readonly [string, string, string],
): Vessel {
  const foot = rx * 0.46
  const d = `M${n(cx - rx)} ${n(cy)}C${n(cx - rx * 0.94)} ${n(cy + deep * 0.7)} ${n(cx - foot * 1.3)} ${n(cy + deep * 0.96)} ${n(cx - foot)} ${n(cy + deep)}A${n(foot)} ${n(ry * 0.42)} 0 0 0 ${n(cx + foot)} ${n(cy + deep)}C${n(cx + foot * 1.3)} ${n(cy + deep * 0.96)} ${n(cx + rx * 0.94)} ${n(cy + deep * 0.7)} ${n(cx + rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 1 ${n(cx - rx)} ${n(cy)}Z`
  return {
    back:
      contact(sheet, cx, cy + deep + ry * 0.3, foot * 1.5, ry * 0.36, 0.45) +
      `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${tones[0]}"/><ellipse cx="${n(cx)}" cy="${n(cy + 3)}" rx="${n(rx * 0.94)}" ry="${n(ry * 0.9)}" fill="${sheet.linear(
        [
          [0, tones[2]],
          [1, tones[1]],
        ],
      )}"/>`,
    front:
      body(sheet, d, tones, { cx, cy: cy + deep * 0.5, rx, ry: deep * 0.8 }, { shine: 0.3 }) +
      `<path d="M${n(cx - rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 0 0 ${n(cx + rx)} ${n(cy)}" stroke="${tones[0]}" stroke-width="6" fill="none" stroke-linecap="round"/>`,
  }
}

/** A kraft label with characters from top to bottom and the stamp under them. */
export function label(cx: number, cy: number, w: number, h: number, characters: string, fine = true): string {
  if (!fine)
    return `<rect x="${n(cx - w / 2)}" y="${n(cy - h / 2)}" width="${n(w)}" height="${n(h)}" rx="4" fill="#F7EAD2"/>${stamp(cx, cy, Math.min(w, h) * 0.7, 0)}`
  const seal = Math.min(w * 0.36, h * 0.2)
  const room = h - 24 - seal * 1.35
  const pitch = room / characters.length
  const size = Math.min(w * 0.52, pitch * 0.94)
  const first = cy - h / 2 + 14 + pitch / 2
  return `<rect x="${n(cx - w / 2)}" y="${n(cy - h / 2)}" width="${n(w)}" height="${n(h)}" rx="5" fill="#F7EAD2"/><rect x="${n(cx - w / 2 + 5)}" y="${n(cy - h / 2 + 5)}" width="${n(w - 10)}" height="${n(h - 10)}" rx="3" fill="none" stroke="#8C6B3C" stroke-width="1.3" opacity=".6"/>${[...characters].map((c, i) => `<text ${SERIF} font-weight="700" x="${n(cx)}" y="${n(first + pitch * i + size * 0.37)}" font-size="${n(size)}" text-anchor="middle" fill="#3A2A17">${c}</text>`).join('')}${stamp(cx, cy + h / 2 - 12 - seal / 2, seal, 0)}`
}

/** A jar of glass with a cloth over its lid. `fill` is what is in it, drawn inside the clip. */
export function jar(
  sheet: Sheet,
  cx: number,
  top: number,
  w: number,
  h: number,
  fill: string,
  words: string,
  cloth: readonly [string, string, string],
): string {
  const l = cx - w / 2
  const r = cx + w / 2
  const s = w * 0.2
  const neck = w * 0.4
  const d = `M${n(cx - neck)} ${n(top)}V${n(top + h * 0.06)}C${n(cx - neck)} ${n(top + h * 0.13)} ${n(l)} ${n(top + h * 0.13)} ${n(l)} ${n(top + h * 0.26)}V${n(top + h - s)}Q${n(l)} ${n(top + h)} ${n(l + s)} ${n(top + h)}H${n(r - s)}Q${n(r)} ${n(top + h)} ${n(r)} ${n(top + h - s)}V${n(top + h * 0.26)}C${n(r)} ${n(top + h * 0.13)} ${n(cx + neck)} ${n(top + h * 0.13)} ${n(cx + neck)} ${n(top + h * 0.06)}V${n(top)}Z`
  const clip = sheet.clip(`<path d="${d}"/>`)
  const skirt = smooth(
    Array.from({ length: 17 }, (_, i) => {
      const t = i / 16
      const x = cx - w * 0.56 + t * w * 1.12
      return [x, top + h * 0.1 + (i % 2 ? h * 0.045 : 0) + Math.sin(t * Math.PI) * h * 0.03] as const
    }),
    false,
  )
  const cap = `${skirt}L${n(cx + w * 0.42)} ${n(top - h * 0.02)}C${n(cx + w * 0.42)} ${n(top - h * 0.1)} ${n(cx + w * 0.3)} ${n(top - h * 0.115)} ${n(cx)} ${n(top - h * 0.115)}S${n(cx - w * 0.42)} ${n(top - h * 0.1)} ${n(cx - w * 0.42)} ${n(top - h * 0.02)}Z`
  const capClip = sheet.clip(`<path d="${cap}"/>`)
  const folds = repeat(
    sheet.fine ? 9 : 0,
    (i) =>
      `<path d="M${n(cx + (i - 4) * w * 0.1)} ${n(top + h * 0.01)}L${n(cx + (i - 4) * w * 0.135)} ${n(top + h * 0.17)}" stroke="${cloth[2]}" stroke-width="${n(w * 0.02)}" opacity=".4" filter="${sheet.blur(1.5)}"/>`,
  )
  return (
    contact(sheet, cx, top + h - 2, w * 0.54, h * 0.07, 0.5) +
    `<path d="${d}" fill="#F7F3E4" opacity=".85"/><g clip-path="${clip}">${fill}<rect x="${n(l)}" y="${n(top)}" width="${n(w)}" height="${n(h)}" fill="${sheet.linear(
      [
        [0, '#2A1204', 0.42],
        [0.12, '#2A1204', 0.06],
        [0.3, '#fff', 0.1],
        [0.75, '#2A1204', 0],
        [1, '#2A1204', 0.46],
      ],
      0,
      0,
      1,
      0,
    )}"/><rect x="${n(l)}" y="${n(top + h * 0.9)}" width="${n(w)}" height="${n(h * 0.1)}" fill="#fff" opacity=".16"/></g>` +
    label(cx, top + h * 0.6, w * 0.5, h * 0.52, words, sheet.fine) +
    `<path d="M${n(l + w * 0.1)} ${n(top + h * 0.3)}V${n(top + h * 0.82)}" stroke="#fff" stroke-width="${n(w * 0.05)}" stroke-linecap="round" opacity=".7" filter="${sheet.blur(1.5)}"/><path d="M${n(r - w * 0.07)} ${n(top + h * 0.34)}V${n(top + h * 0.6)}" stroke="#fff" stroke-width="${n(w * 0.022)}" stroke-linecap="round" opacity=".55"/>` +
    `<path d="${cap}" fill="${sheet.linear([
      [0, cloth[0]],
      [0.6, cloth[1]],
      [1, cloth[2]],
    ])}"/><g clip-path="${capClip}">${folds}</g>` +
    `<path d="M${n(cx - w * 0.43)} ${n(top + h * 0.022)}Q${n(cx)} ${n(top + h * 0.062)} ${n(cx + w * 0.43)} ${n(top + h * 0.022)}" stroke="#A9793A" stroke-width="${n(w * 0.036)}" fill="none" stroke-linecap="round"/><path d="M${n(cx - w * 0.43)} ${n(top + h * 0.016)}Q${n(cx)} ${n(top + h * 0.056)} ${n(cx + w * 0.43)} ${n(top + h * 0.016)}" stroke="#E3C48A" stroke-width="${n(w * 0.014)}" fill="none" stroke-dasharray="4 4"/>` +
    `<path d="M${n(cx + w * 0.05)} ${n(top + h * 0.05)}c${n(w * 0.16)} ${n(-h * 0.06)} ${n(w * 0.22)} ${n(h * 0.03)} 0 0c${n(w * 0.1)} ${n(h * 0.08)} ${n(w * 0.16)} ${n(h * 0.1)} ${n(w * 0.14)} ${n(h * 0.14)}M${n(cx + w * 0.05)} ${n(top + h * 0.05)}c${n(-w * 0.16)} ${n(-h * 0.06)} ${n(-w * 0.2)} ${n(h * 0.04)} 0 0c${n(-w * 0.04)} ${n(h * 0.07)} ${n(-w * 0.04)} ${n(h * 0.1)} ${n(-w * 0.1)} ${n(h * 0.13)}" stroke="#A9793A" stroke-width="${n(w * 0.026)}" fill="none" stroke-linecap="round"/>`
  )
}
