package main

import "testing"

func TestTidy(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{`<!doctype html>` + "\n" + `<html lang="en">text &lt;</html>`, `<!doctype html>` + "\n" + `<html lang="en">text &lt;</html>`},
		{`<a href="/x" class="y">z</a>`, `<a class="y" href="/x">z</a>`},
		{`<a title="say \"hi\" & <go>">`, `<a title="say &#34;hi&#34; &amp; &lt;go&gt;">`},
		{`<a title="a > b" id="c">`, `<a id="c" title="a &gt; b">`},
		{`<a title="C:\\é">`, `<a title="C:\é">`},
		{`<input checked="false" disabled>`, `<input disabled>`},
		{`<span aria-hidden>`, `<span aria-hidden="true">`},
		{`<span aria-hidden="false">`, `<span aria-hidden="false">`},
		{`<input value="">`, `<input value="">`},
		{`<head><meta content="https:///" property="og:url">` + "\n  " + `<title>T</title></head>`, `<head><title>T</title></head>`},
		{`<meta name="author" content><meta charset="UTF-8">`, `<meta charset="UTF-8">`},
		{`<meta name="twitter:card" content="x"><p>`, `<p>`},
	} {
		got, err := tidy(c.page)
		if err != nil || got != c.want {
			t.Errorf("tidy(%s)\n = %s, %v\nwant %s", c.page, got, err, c.want)
		}
	}
}

func TestTidyRefuses(t *testing.T) {
	for _, page := range []string{"<p", "<p class", `<p class="x`, `<p class="\q">`} {
		if got, err := tidy(page); err == nil {
			t.Errorf("tidy(%s) = %s, want an error", page, got)
		}
	}
}
