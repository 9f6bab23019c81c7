using LogitLens.Experiments;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Steering;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tests.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class UnsteeredTextsTests
{
    private static readonly DecodingOptions s_decoding = new() { MaxNewTokens = 6 };

    // Beginnings of unlike lengths, the shortest first.
    private static readonly int[][] s_begun = [.. Enumerable.Range(0, 9).Select(text => Enumerable.Range(text, 1 + (text / 2)).ToArray())];

    [Fact]
    public void Each_text_stands_in_its_place_and_goes_on_as_it_does_alone()
    {
        using Transformer model = SmallModel.Create();

        int[][] texts = Write(model, new BatchOptions(), SilentProgress.Instance);

        for (int text = 0; text < texts.Length; text++)
        {
            int[] alone = TokenGenerator.Generate(model, [s_begun[text]], s_decoding.MaxNewTokens, TokenGenerator.Greedy)[0];
            Assert.Equal([.. s_begun[text], .. alone], texts[text]);
        }
    }

    [Fact]
    public void No_more_are_written_at_once_than_the_batch_size_says_or_the_memory_holds()
    {
        using Transformer model = SmallModel.Create();
        RecordedProgress asked = new(), held = new();

        Write(model, new BatchOptions { Size = new BatchSize(2) }, asked);

        // 11 positions of keys and values and the logits take 4 x (2 x 4 x 11 x 24 + 3 x 53) = 9,084 bytes a row, of which a quarter of the memory is to hold
        // three.
        Write(model, new BatchOptions { Memory = new ByteSize(4 * 3 * 9084) }, held);

        Assert.Equal([2, 2, 2, 2, 1], asked.Activities[0].Advances);
        Assert.Equal([3, 3, 3], held.Activities[0].Advances);
    }

    private static int[][] Write(Transformer model, BatchOptions batch, IProgressSink progress) =>
        new UnsteeredTexts(model, s_decoding, new RunOptions { Batch = batch }, new ContinuationReader(null, [])).Write(s_begun, progress, default);
}
