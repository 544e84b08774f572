import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', cssCodeSplit: true },
  // with API=… another house answers, for example a demo on another port
  server: { port: 8301, proxy: { '/api': process.env.SANSHENG_API ?? 'http://127.0.0.1:8300' } },
})
