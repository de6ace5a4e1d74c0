#!/bin/sh
# Makes the WOFF2 files in this folder from the foundry's npm packages.
# Needs npm, and fonttools with brotli on the PATH (pip install fonttools brotli).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # unpack <package> <version>
    npm pack --silent "$1@$2" >/dev/null
    mkdir "$1"
    tar -xzf "$1-$2.tgz" -C "$1" --strip-components=1
}
unpack source-serif 4.5.1
unpack source-sans 3.52.0
roman=source-serif/VAR/SourceSerif4Variable-Roman.ttf
italic=source-serif/VAR/SourceSerif4Variable-Italic.ttf
sans=source-sans/VF/SourceSans3VF-Upright.ttf

# The ranges stand again in css/fonts.css, as unicode-range.
latin=U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD
latin_ext=U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0300-036F,U+1D00-1DBF,U+1E00-1E9F,U+1EA0-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF
greek=U+0370-03FF,U+1F00-1FFF
cyrillic=U+0400-052F,U+1C80-1C88,U+2116,U+2DE0-2DFF,U+A640-A69F

text_features=kern,liga,ccmp,locl,mark,mkmk,smcp,c2sc,onum,lnum,tnum,pnum,case
plain_features=kern,liga,ccmp,locl,mark,mkmk,onum,lnum,tnum,pnum,case

cut() { # cut <font> <name> <features> <axis limits...>: first subset, then limit the axes; the other order fails
    font=$1 name=$2 features=$3
    shift 3
    for script in latin latin_ext greek cyrillic; do
        eval "range=\$$script"
        out=$(echo "$name-$script" | tr _ -)
        pyftsubset "$font" --unicodes="$range" --layout-features="$features" --output-file="$out.ttf"
        fonttools varLib.instancer --quiet --output "$out-cut.ttf" "$out.ttf" "$@"
        fonttools ttLib.woff2 compress --output-file "$here/$out.woff2" "$out-cut.ttf" >/dev/null 2>&1
    done
}
cut "$roman" serif-text "$text_features" wght=400:700 opsz=16
cut "$roman" serif-display "$plain_features" wght=480 opsz=44
cut "$italic" serif-italic "$plain_features" wght=400:600 opsz=18
cut "$sans" sans "$plain_features" wght=400:700

cp source-serif/LICENSE.md "$here/OFL-source-serif.md"
cp source-sans/LICENSE.md "$here/OFL-source-sans.md"
ls -l "$here"/*.woff2
