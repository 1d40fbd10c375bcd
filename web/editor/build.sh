#!/bin/sh
# Bundles the editor from the exact versions in package-lock.json.
# Needs node and npm; the result is committed, so nothing else does.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
node node_modules/esbuild/bin/esbuild src.js --bundle --minify --format=iife --target=es2020 \
	--charset=utf8 --legal-comments=none --outfile=editor.min.js
{
	echo "editor.min.js contains the following packages."
	for package in $(find node_modules -name package.json -path '*node_modules/*' -not -path '*esbuild*' \
		-not -path '*/dist/*' | sort); do
		folder=$(dirname "$package")
		[ -f "$folder/LICENSE" ] || continue
		printf '\n---- %s\n\n' "$(node -p "const p=require('./$package'); p.name+' '+p.version")"
		cat "$folder/LICENSE"
	done
} > LICENSES.txt
