using LogitLens.Experiments.Lens;
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
}
