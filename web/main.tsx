import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/base.css'
import { FeatureProvider } from './app/feature-context.tsx'
import { browserLanguage, showLanguage, useLanguage } from './app/language.ts'
import { LookProvider, useLook } from './app/look.tsx'
import { antdTheme } from './app/theme.ts'
import { features } from './staff/features.ts'
import { router } from './staff/router.tsx'

// The stream says when something changed; a window that comes to the front does not ask by itself.
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, refetchOnWindowFocus: false } } })

function Root() {
  const { theme } = useLook()
  const language = useLanguage()
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={antdTheme(theme)} button={{ autoInsertSpace: false }}>
      <App className="ss-root">
        <QueryClientProvider client={client}>
          <FeatureProvider features={features}>
            <RouterProvider router={router} />
          </FeatureProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

showLanguage(browserLanguage())
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LookProvider>
      <Root />
    </LookProvider>
  </StrictMode>,
)
// After the first screen: the names of the slices are of use only for what the fonts before them lack.
const whenIdle = window.requestIdleCallback ?? ((then: () => void) => window.setTimeout(then, 2_000))
whenIdle(() => void import('./app/rare-characters.css'))
