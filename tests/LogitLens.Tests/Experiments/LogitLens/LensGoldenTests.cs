using System.Text.Json;
using LogitLens.Experiments.LogitLens;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.LogitLens;

public sealed class LensGoldenTests
{
    private const double Tolerance = 1e-4;

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
                    Close.Assert(GoldenCase.Doubles(topLogProbs[position]), Doubles(layer.TopLogProbs[position]), Tolerance, where);
                }

                Close.Assert(GoldenCase.Doubles(expected.GetProperty("kl_final_to_layer")), Doubles(layer.KlFinalToLayer), Tolerance, where);
                Close.Assert(GoldenCase.Doubles(expected.GetProperty("entropy")), Doubles(layer.Entropy), Tolerance, where);
                Close.Assert(
                    GoldenCase.Doubles(expected.GetProperty("last_position_label_log_probs")), Doubles(layer.LastPositionLabelLogProbs!), Tolerance, where);
                Assert.Equal<int>(GoldenCase.Ints(expected.GetProperty("last_position_rank_of_labels")), layer.LastPositionRankOfLabels!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reading_the_last_positions_of_a_batch_gives_what_the_grids_give(string name)
    {
        using GoldenModel golden = new(name);
        int[] labels = golden.Case.LabelTokens;
        LensReading[][] readings = new LastPositionLens(golden.Transformer).Read(
            golden.Case.Sequences, [.. golden.Case.Sequences.Select(_ => labels)], null, logitBytes: 1 << 20);

        for (int i = 0; i < golden.Case.Sequences.Length; i++)
        {
            PromptLensResult grid = new PromptLens(golden.Transformer).Read(golden.Case.Sequences[i], 1, labels);
            foreach (PromptLensLayer layer in grid.Layers)
            {
                LensReading reading = readings[i][layer.Layer];
                Close.Assert(layer.LastPositionLabelLogProbs!, reading.TokenLogProbabilities, Tolerance);
                Assert.Equal<int>(layer.LastPositionRankOfLabels!, reading.TokenRanks);
                Assert.Equal(layer.KlFinalToLayer[^1], reading.KullbackLeibler, Tolerance);
                Assert.Equal(layer.Entropy[^1], reading.Entropy, Tolerance);
            }
        }
    }

    [Fact]
    public void The_last_layer_is_the_model_itself()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = golden.Case.Sequences[1];

        float[] model = golden.Transformer.Forward(new TokenBatch([tokens])).log_softmax(-1).select(0, 0).max(1).values.data<float>().ToArray();
        PromptLensResult lens = new PromptLens(golden.Transformer).Read(tokens, 1, []);

        Assert.Equal(model, lens.Layers[^1].TopLogProbs.Select(top => top[0]));
        Assert.All(lens.Layers[^1].KlFinalToLayer, kl => Assert.Equal(0, kl));
        Assert.All(lens.Layers[^1].RankOfFinalTop, rank => Assert.Equal(0, rank));
    }

    [Fact]
    public void A_shared_beginning_computed_once_changes_nothing()
    {
        using GoldenModel golden = new("odd-shape");
        int[] start = golden.Case.Sequences[0][..5];
        int[][] prompts = [.. golden.Case.Sequences.Select(sequence => (int[])[.. start, .. sequence])];
        int[][] labels = [.. prompts.Select(_ => golden.Case.LabelTokens)];
        LastPositionLens lens = new(golden.Transformer);
        using KeyValuePrefix prefix = golden.Transformer.Prefix(start);

        LensReading[][] whole = lens.Read(prompts, labels, null, logitBytes: 1 << 20);
        LensReading[][] rest = lens.Read([.. prompts.Select(prompt => prompt[5..])], labels, prefix, logitBytes: 1);

        for (int i = 0; i < prompts.Length; i++)
        {
            for (int layer = 0; layer < whole[i].Length; layer++)
            {
                Close.Assert(whole[i][layer].TokenLogProbabilities, rest[i][layer].TokenLogProbabilities, Tolerance);
                Assert.Equal<int>(whole[i][layer].TokenRanks, rest[i][layer].TokenRanks);
            }
        }
    }

    private static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];
}
