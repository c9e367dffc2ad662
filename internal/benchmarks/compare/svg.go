package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// chart is panels of horizontal bars, side by side.
type chart struct {
	title  string
	legend []shade
	panels []panel
}

// panel is bars in groups, drawn to one scale. Without a name it has no line for it.
type panel struct {
	name   string
	groups []group
}

type group struct {
	name string
	bars []bar
}

// bar is as long as its speed in rows per second.
type bar struct {
	name  string
	speed float64
	shade shade
}

// shade is what kind of contestant a bar is.
type shade string

const (
	ours   shade = "sqbulk"
	rivals shade = "libraries"
	byHand shade = "by hand"
	limit  shade = "limit"
)

// classes are the names of the shades in the style.
var classes = map[shade]string{ours: "o", rivals: "r", byHand: "h", limit: "l"}

// style has a ground of its own, so that the text can be read on every page, and another one where the reader prefers a dark one.
const style = `
.ground{fill:#fff;stroke:#d0d7de} text{fill:#1f2328;font:12px sans-serif} .title{font-weight:bold;font-size:15px} .group{font-weight:bold}
.end{text-anchor:end} .o{fill:#0969da} .r{fill:#bf8700} .h{fill:#8c959f} .l{fill:#d0d7de;stroke:#8c959f}
@media (prefers-color-scheme:dark){.ground{fill:#0d1117;stroke:#3d444d} text{fill:#f0f6fc} .o{fill:#4493f8} .r{fill:#d29922} .h{fill:#848d97}
.l{fill:#30363d;stroke:#848d97}}
`

// The measures of a chart, in pixels.
const (
	chartWidth = 840
	chartHead  = 64 // the title and the legend
	barHeight  = 13
	barStep    = 17
	groupGap   = 12
	margin     = 16
	numberPart = 56 // right of the longest bar, for its number
	labelShare = 0.4
)

// svg draws the chart.
func (c chart) svg() []byte {
	var body bytes.Buffer
	width, bottom := (chartWidth-2*margin)/max(len(c.panels), 1), 0
	for i, p := range c.panels {
		bottom = max(bottom, p.draw(&body, margin+i*width, width))
	}
	var w bytes.Buffer
	fmt.Fprintf(&w, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img">`, chartWidth, bottom)
	fmt.Fprintf(&w, "\n<title>%s</title>\n<style>%s</style>\n", escaped(c.title), style)
	fmt.Fprintf(&w, `<rect class="ground" x="0.5" y="0.5" width="%d" height="%d" rx="6"/>`+"\n", chartWidth-1, bottom-1)
	label(&w, "title", margin, 26, c.title)
	c.drawLegend(&w)
	_, _ = w.Write(body.Bytes())
	w.WriteString("</svg>\n")
	return w.Bytes()
}

// draw draws a panel and returns where it ends.
func (p panel) draw(w io.Writer, left, width int) (y int) {
	most := 0.0
	for _, g := range p.groups {
		for _, b := range g.bars {
			most = max(most, b.speed)
		}
	}
	start := left + int(labelShare*float64(width))
	longest := float64(left + width - numberPart - start)
	y = chartHead
	if p.name != "" {
		label(w, "title", left, y+barHeight, p.name)
		y += barStep + groupGap
	}
	for _, g := range p.groups {
		label(w, "group", left, y+barHeight-2, g.name)
		y += barStep
		for _, b := range g.bars {
			length := 0.0
			if most > 0 {
				length = b.speed / most * longest
			}
			label(w, "end", start-6, y+barHeight-2, b.name)
			fmt.Fprintf(w, `<rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"/>`+"\n", classes[b.shade], start, y, max(length, 1), barHeight)
			label(w, "", start+int(length)+6, y+barHeight-2, short(b.speed))
			y += barStep
		}
		y += groupGap
	}
	return y
}

// drawLegend says what the shades are.
func (c chart) drawLegend(w io.Writer) {
	x := margin
	for _, s := range c.legend {
		fmt.Fprintf(w, `<rect class="%s" x="%d" y="38" width="12" height="12" rx="2"/>`+"\n", classes[s], x)
		label(w, "", x+18, 49, string(s))
		x += 40 + 7*len(s)
	}
}

// label writes text that starts or, with the class end, ends at x.
func label(w io.Writer, class string, x, y int, text string) {
	if class != "" {
		class = ` class="` + class + `"`
	}
	fmt.Fprintf(w, "<text%s x=\"%d\" y=\"%d\">%s</text>\n", class, x, y, escaped(text))
}

// escaped is text for XML.
func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
	return b.String()
}
