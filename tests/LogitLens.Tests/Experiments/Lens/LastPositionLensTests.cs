using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Lens;

public sealed class LastPositionLensTests
{
    [Fact]
    public void A_shared_beginning_computed_once_changes_nothing()
    {
        using GoldenModel golden = new("odd-shape");
        int[] start = golden.Case.Sequences[0][..5];
        int[][] rest = golden.Case.Sequences;
        int[][] labels = [.. rest.Select(_ => golden.Case.LabelTokens)];
        using KeyValuePrefix prefix = golden.Transformer.Prefix(start);

        LensReading[][] exact = new LastPositionLens(golden.Exact).Read(
            [.. rest.Select(tokens => (int[])[.. start, .. tokens])], labels, null, logitBytes: 1 << 20);
        LensReading[][] shared = new LastPositionLens(golden.Transformer).Read(rest, labels, prefix, logitBytes: 1);

        for (int i = 0; i < rest.Length; i++)
        {
            for (int layer = 0; layer < exact[i].Length; layer++)
            {
                Close.Assert([.. exact[i][layer].TokenLogProbabilities], shared[i][layer].TokenLogProbabilities, Tolerance.Forward);
                Assert.Equal<int>(exact[i][layer].TokenRanks, shared[i][layer].TokenRanks);
            }
        }
    }
}
