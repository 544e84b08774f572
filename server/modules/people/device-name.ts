import { cutText } from '@sansheng/rulebook/vocabulary'

/** Browser and system in words, from what a browser says of itself. Pure. */
export function deviceName(agent: string): string {
  const named = (names: readonly (readonly [RegExp, string])[]) => names.find(([sign]) => sign.test(agent))?.[1]
  const found = [named(browsers), named(systems)].filter(name => name !== undefined)
  return found.length > 0 ? found.join(' · ') : cutText(agent, 60)
}

// in this order: an Edge says that it is a Chrome too, and a Chrome that it is a Safari
const browsers = [
  [/MicroMessenger/, '微信'],
  [/Edg/, 'Edge'],
  [/Firefox/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const
const systems = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const
