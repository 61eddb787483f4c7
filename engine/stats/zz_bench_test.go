package stats
import ("testing";"time")
func BenchmarkZZ(b *testing.B){
 h:=NewHistogram(); for i:=range 10000 { h.Record(time.Duration(100_000_000+i*i)) }
 text,_:=h.Encode()
 b.Run("decode",func(b *testing.B){b.ReportAllocs();for b.Loop(){DecodeHistogram(text)}})
 o,_:=DecodeHistogram(text)
 b.Run("merge",func(b *testing.B){b.ReportAllocs();for b.Loop(){h.Merge(o)}})
 b.Run("quantile",func(b *testing.B){b.ReportAllocs();for b.Loop(){h.Quantile(0.5)}})
 b.Run("max",func(b *testing.B){b.ReportAllocs();for b.Loop(){h.Max()}})
 b.Run("each",func(b *testing.B){b.ReportAllocs();for b.Loop(){h.Each(func(time.Duration,int64){})}})
}
