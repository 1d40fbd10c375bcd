// Package e2e tests the app in a real Chromium, served by the real server.
// Run it with "make e2e", which builds both and finds the browser.
package e2e
