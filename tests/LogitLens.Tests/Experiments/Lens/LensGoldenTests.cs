using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Lens;

public sealed class LensGoldenTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_grid_over_a_prompt_matches_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        for (int i = 0; i < golden.Case.Sequences.Length; i++)
        {
            PromptLensResult lens = new PromptLens(golden.Transformer).Read(golden.Case.Sequences[i], 5, golden.Case.LabelTokens);
            foreach (JsonElement expected in golden.Case.Expected.GetProperty("logit_lens")[i].EnumerateArray())
            {
                PromptLensLayer layer = lens.Layers[expected.GetProperty("layer").GetInt32()];
                string where = $"sequence {i}, layer {layer.Layer}";
                JsonElement[] topIds = [.. expected.GetProperty("top_ids").EnumerateArray()];
                JsonElement[] topLogProbs = [.. expected.GetProperty("top_log_probs").EnumerateArray()];
                for (int position = 0; position < topIds.Length; position++)
                {
                    Assert.Equal<int>(GoldenCase.Ints(topIds[position]), layer.TopIds[position]);
                    Close.Assert(GoldenCase.Doubles(topLogProbs[position]), layer.TopLogProbs[position], Tolerance.Forward, where);
                }

                Close.Assert(GoldenCase.Doubles(expected.GetProperty("kl_final_to_layer")), layer.KlFinalToLayer, Tolerance.Forward, where);
                Close.Assert(GoldenCase.Doubles(expected.GetProperty("entropy")), layer.Entropy, Tolerance.Forward, where);
                Close.Assert(
                    GoldenCase.Doubles(expected.GetProperty("last_position_label_log_probs")), layer.LastPositionLabelLogProbs!, Tolerance.Forward, where);
                Assert.Equal<int>(GoldenCase.Ints(expected.GetProperty("last_position_rank_of_labels")), layer.LastPositionRankOfLabels!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reading_the_last_positions_of_a_batch_matches_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        int[] labels = golden.Case.LabelTokens;
        LensReading[][] readings = new LastPositionLens(golden.Transformer).Read(
            golden.Case.Sequences, [.. golden.Case.Sequences.Select(_ => labels)], null, logitBytes: 1 << 20);

        for (int i = 0; i < golden.Case.Sequences.Length; i++)
        {
            foreach (JsonElement expected in golden.Case.Expected.GetProperty("logit_lens")[i].EnumerateArray())
            {
                int layer = expected.GetProperty("layer").GetInt32();
                string where = $"sequence {i}, layer {layer}";
                LensReading reading = readings[i][layer];
                Close.Assert(
                    GoldenCase.Doubles(expected.GetProperty("last_position_label_log_probs")), reading.TokenLogProbabilities, Tolerance.Forward, where);
                Close.Assert(GoldenCase.Doubles(expected.GetProperty("kl_final_to_layer"))[^1], reading.KullbackLeibler, Tolerance.Forward, where);
                Close.Assert(GoldenCase.Doubles(expected.GetProperty("entropy"))[^1], reading.Entropy, Tolerance.Forward, where);
                Assert.Equal<int>(GoldenCase.Ints(expected.GetProperty("last_position_rank_of_labels")), reading.TokenRanks);
            }
        }
    }

    [Fact]
    public void The_last_layer_is_the_model_itself()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = golden.Case.Sequences[1];

        float[] logits = golden.Transformer.Forward(new TokenBatch([tokens])).max(2).values.data<float>().ToArray();
        PromptLensResult lens = new PromptLens(golden.Transformer).Read(tokens, 1, []);

        Close.Assert([.. logits], lens.Layers[^1].TopLogits, Tolerance.Forward);
        Assert.All(lens.Layers[^1].KlFinalToLayer, kl => Assert.Equal(0, kl));
        Assert.All(lens.Layers[^1].RankOfFinalTop, rank => Assert.Equal(0, rank));
    }

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
