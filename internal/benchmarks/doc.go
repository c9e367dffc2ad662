// Package benchmarks measures the library on real databases, in a module of its own.
package benchmarks
