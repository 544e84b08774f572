import { type ThemeConfig, theme } from 'antd'

const light = {
  accent: '#0B6468',
  paper: '#F4F3EE',
  sheet: '#FFFFFF',
  inset: '#FAF9F6',
  line: '#E4E2D9',
  line2: '#CBC8BC',
  ink: '#17242A',
  ink2: '#46545A',
  ink3: '#5D696F',
  track: '#EAE8E0',
  error: '#B3261E',
}
const dark: typeof light = {
  accent: '#4FC3BD',
  paper: '#0B1517',
  sheet: '#122023',
  inset: '#17292D',
  line: '#213438',
  line2: '#34494E',
  ink: '#EAF2F1',
  ink2: '#A9BCBC',
  ink3: '#8BA0A1',
  track: '#17292D',
  error: '#FF7A6B',
}

/** Whether the system asks for less movement, as it does while the page is open. */
const movesLess = (): boolean => typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches

/** The tokens of the product for antd; time states are ours (`--ss-time-*`), not antd's status colours. */
export function antdTheme(mode: 'light' | 'dark'): ThemeConfig {
  const c = mode === 'dark' ? dark : light
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.accent,
      colorLink: c.accent,
      colorError: c.error,
      colorWarning: '#C58600',
      colorSuccess: '#3B6B2E',
      colorInfo: '#35577D',
      colorBgLayout: c.paper,
      colorBgContainer: c.sheet,
      colorBgElevated: c.sheet,
      colorFillTertiary: c.inset,
      colorBorder: c.line2,
      colorBorderSecondary: c.line,
      colorText: c.ink,
      colorTextSecondary: c.ink2,
      colorTextTertiary: c.ink3,
      colorTextPlaceholder: c.ink3,
      colorTextDescription: c.ink3,
      borderRadius: 6,
      borderRadiusSM: 4,
      borderRadiusLG: 8,
      controlHeight: 32,
      controlHeightLG: 40,
      fontSize: 14,
      fontFamily: 'var(--ss-sans)',
      motion: !movesLess(),
      motionDurationMid: '0.2s',
    },
    components: {
      Segmented: { trackBg: c.track },
      Tag: { defaultBg: c.inset },
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: mode === 'dark' ? '#06201F' : '#FFFFFF',
      },
      Timeline: { tailColor: c.line2 },
      Table: { headerBg: c.inset, cellPaddingBlock: 10, cellPaddingInline: 12 },
    },
  }
}
