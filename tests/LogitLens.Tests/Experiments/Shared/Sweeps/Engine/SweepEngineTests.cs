using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Sweeps.Engine;

[Collection(LiveTensors.Collection)]
public sealed class SweepEngineTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Zeroed_heads_match_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        JsonElement expected = golden.Case.Expected.GetProperty("ablation_logit_difference");
        HeadId[] heads = [.. HeadId.All(golden.Transformer.Config)];

        (double[] clean, double[][] effects) = Sweep(
            golden, [.. heads.Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))]);

        Close.Assert(GoldenCase.Doubles(expected.GetProperty("clean")), clean, Tolerance.Edited, "clean");
        AssertHeads(expected.GetProperty("zero_head"), heads, effects);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Heads_at_their_mean_match_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        HeadId[] heads = [.. HeadId.All(golden.Transformer.Config)];
        using MeanActivations means = Means(golden.Transformer, golden, byPosition: false);

        (_, double[][] effects) = Sweep(golden, [.. heads.Select(head => new Variant(new ReplaceHead(head, Replacement.Mean(means), PositionChoice.All)))]);

        AssertHeads(golden.Case.Expected.GetProperty("ablation_logit_difference").GetProperty("mean_head"), heads, effects);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Zeroed_attention_layers_and_mlps_match_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        JsonElement expected = golden.Case.Expected.GetProperty("ablation_logit_difference");
        int layers = golden.Transformer.Config.Layers;
        foreach ((SiteKind kind, string key) in new[] { (SiteKind.AttentionOut, "zero_attn_out"), (SiteKind.MlpOut, "zero_mlp_out") })
        {
            (_, double[][] effects) = Sweep(
                golden,
                [
                    .. Enumerable.Range(0, layers).Select(layer =>
                        new Variant(new ReplaceActivation(new Site(kind, layer), Replacement.Zero, PositionChoice.All))),
                ]);

            for (int i = 0; i < golden.Case.Sequences.Length; i++)
            {
                Close.Assert(GoldenCase.Doubles(expected.GetProperty(key)[i]), [.. effects.Select(effect => effect[i])], Tolerance.Edited, $"{key}[{i}]");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Patches_match_the_reference(string name)
    {
        using GoldenModel golden = new(name);
        JsonElement expected = golden.Case.Expected.GetProperty("patching_clean_into_corrupted_logit_difference");
        int[] clean = GoldenCase.Ints(expected.GetProperty("clean_tokens")), corrupted = GoldenCase.Ints(expected.GetProperty("corrupted_tokens"));
        ModelConfig config = golden.Transformer.Config;
        HeadId[] heads = [.. HeadId.All(config)];
        Variant[] variants =
        [
            .. heads.Select(head => new Variant(new ReplaceHead(head, Replacement.Source, PositionChoice.All))),
            .. Enumerable.Range(0, config.Layers).SelectMany(layer => Enumerable.Range(0, clean.Length).Select(position =>
                new Variant(new ReplaceActivation(new Site(SiteKind.ResidPre, layer), Replacement.Source, PositionChoice.At(position))))),
        ];
        double[] outcomes = new double[variants.Length];
        SweepBatch batch = new([corrupted], [0]) { Source = new SweepSource([clean], []) };

        Engine(golden).Run(batch, variants, (variant, normalized) =>
        {
            double difference = Difference(golden, normalized)[0];
            if (variant == SweepEngine.Clean)
            {
                Close.Assert(expected.GetProperty("corrupted").GetDouble(), difference, Tolerance.Edited);
            }
            else if (variant >= 0)
            {
                outcomes[variant] = difference;
            }
        });

        double[] byHead = [.. expected.GetProperty("head_z_all_positions").EnumerateArray().SelectMany(GoldenCase.Doubles)];
        double[] byPosition = [.. expected.GetProperty("resid_pre_by_layer_position").EnumerateArray().SelectMany(GoldenCase.Doubles)];
        Close.Assert([.. byHead, .. byPosition], outcomes, Tolerance.Edited);
    }

    [Theory]
    [InlineData(1 << 10, 1)]
    [InlineData(1 << 30, 1)]
    [InlineData(1 << 30, 1 << 30)]
    public void Every_kind_of_edit_gives_what_hooks_in_a_plain_pass_give_with_and_without_a_prefix(long memory, long busy)
    {
        using GoldenModel golden = new("odd-shape");
        using MeanActivations means = Means(golden.Transformer, golden, byPosition: true), exactMeans = Means(golden.Exact, golden, byPosition: true);
        int[] prefix = golden.Case.Sequences[1][..5];
        int[][] rest = golden.Case.Sequences;
        int[][] whole = [.. rest.Select(prompt => (int[])[.. prefix, .. prompt])];
        int[] otherPrefix = golden.Case.Sequences[2][..5];
        int[][] others = [.. rest.Reverse()];
        SweepSource source = new(others, otherPrefix);
        Variant[] variants = [.. Edits(means)];
        double[][] expected = Plain(golden, whole, [.. others.Select(prompt => (int[])[.. otherPrefix, .. prompt])], [.. Edits(exactMeans)]);

        double[][] together = Run(golden, new SweepBatch(rest, [0, 1, 2]) { Prefix = prefix, Source = source }, variants, memory, busy);
        double[][] apart = Run(
            golden,
            new SweepBatch(whole, [0, 1, 2])
            {
                Source = new SweepSource([.. others.Select(prompt => (int[])[.. otherPrefix, .. prompt])], []) { CommonStart = prefix.Length },
            },
            variants, memory, busy);

        for (int v = 0; v < variants.Length; v++)
        {
            Close.Assert(expected[v], apart[v], Tolerance.Edited, $"whole prompts, variant {v}");
            Close.Assert(expected[v], together[v], Tolerance.Edited, $"shared prefix, variant {v}");
        }
    }

    [Fact]
    public void A_sweep_frees_all_but_what_it_was_given()
    {
        using GoldenModel golden = new("odd-shape");
        using MeanActivations means = Means(golden.Transformer, golden, byPosition: true);
        SweepBatch batch = new(golden.Case.Sequences, [0, 1, 2])
        {
            Prefix = [1, 2, 3, 4, 5],
            Source = new SweepSource([.. golden.Case.Sequences.Reverse()], [5, 4, 3, 2, 1]),
        };
        Variant[] variants = [.. Edits(means)];

        // The first run has the means computed, which the caller keeps.
        Engine(golden).Run(batch, variants, (_, _) => { });

        Assert.Equal(0, LiveTensors.LeftBy(() => Engine(golden).Run(batch, variants, (_, _) => { })));
    }

    // One of each: kinds of replacement, of site, of position choice, joint edits within a layer and over layers.
    private static IEnumerable<Variant> Edits(MeanActivations means)
    {
        PositionChoice middle = PositionChoice.Within(example => [3..(7 + example)]);
        foreach (int layer in (int[])[0, 1, 2])
        {
            foreach (PositionChoice positions in (PositionChoice[])[PositionChoice.All, PositionChoice.Last, PositionChoice.At(4), middle])
            {
                foreach (Replacement by in (Replacement[])[Replacement.Zero, Replacement.Mean(means), Replacement.Source])
                {
                    yield return new Variant(new ReplaceHead(new HeadId(layer, 5), by, positions));
                    yield return new Variant(new ReplaceActivation(new Site(SiteKind.MlpOut, layer), by, positions));
                }

                yield return new Variant(new ReplaceActivation(new Site(SiteKind.ResidPre, layer), Replacement.Source, positions));
            }
        }

        ReplaceHead Zero(int layer, int head) => new(new HeadId(layer, head), Replacement.Zero, PositionChoice.All);
        yield return new Variant([Zero(0, 1), Zero(0, 4)]);
        yield return new Variant([Zero(0, 1), Zero(1, 2), Zero(2, 3), Zero(2, 4)]);
        yield return new Variant([Zero(1, 2), new ReplaceActivation(new Site(SiteKind.AttentionOut, 1), Replacement.Zero, PositionChoice.Last)]);
    }

    private static double[][] Plain(GoldenModel golden, int[][] prompts, int[][] others, Variant[] variants)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Transformer model = golden.Exact;
        using ActivationCache seen = new();
        model.Forward(new TokenBatch(others), seen.Watch(Site.All(model.Config)));
        TokenBatch batch = new(prompts);
        ActivationRows rows = ActivationRows.Of([.. prompts.Select(prompt => prompt.Length)], 0, model.Device) with
        {
            Source = new SourceRun(seen, null, 0, [.. others.Select(prompt => prompt.Length - 1)]) { CommonStart = 5 },
        };
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1, 1], ScalarType.Int64).expand(-1, -1, model.Config.VocabularySize);
        return
        [
            .. variants.Select(variant =>
            {
                Tensor logits = model.Forward(batch, Intervention.Hooks(variant.Interventions, rows)).gather(1, last).squeeze(1);
                return LabelDifferences(logits.index_select(1, Labels(golden)));
            }),
        ];
    }

    private static double[][] Run(GoldenModel golden, SweepBatch batch, Variant[] variants, long memory, long busy)
    {
        double[][] found = new double[variants.Length][];
        SweepEngine engine = new(golden.Transformer, new StackLimit(golden.Transformer.Config, memory, Cuda: false) { BusyProduct = busy });
        engine.Run(batch, variants, (variant, normalized) =>
        {
            if (variant >= 0)
            {
                found[variant] = Difference(golden, normalized);
            }
        });
        return found;
    }

    private static (double[] Clean, double[][] Variants) Sweep(GoldenModel golden, Variant[] variants)
    {
        double[] clean = [];
        double[][] found = new double[variants.Length][];
        Engine(golden).Run(new SweepBatch(golden.Case.Sequences, [0, 1, 2]), variants, (variant, normalized) =>
        {
            double[] difference = Difference(golden, normalized);
            if (variant == SweepEngine.Clean)
            {
                clean = difference;
            }
            else if (variant >= 0)
            {
                found[variant] = difference;
            }
        });
        return (clean, found);
    }

    private static MeanActivations Means(Transformer model, GoldenModel golden, bool byPosition)
    {
        using DisposeScope scope = NewDisposeScope();
        MeanActivations means = new(byPosition, model.Config.ContextLength);
        using ActivationCache seen = new();
        model.Forward(new TokenBatch(golden.Case.Sequences), seen.Watch(Site.Select("*hook_z,*hook_mlp_out", model.Config)));
        means.Add(seen, [.. golden.Case.Sequences.Select(sequence => sequence.Length)]);
        return means;
    }

    private static SweepEngine Engine(GoldenModel golden) =>
        new(golden.Transformer, new StackLimit(golden.Transformer.Config, 1 << 30, Cuda: false));

    private static double[] Difference(GoldenModel golden, Tensor normalized)
    {
        using DisposeScope scope = NewDisposeScope();
        return LabelDifferences(golden.Transformer.Unembed(normalized, Labels(golden)));
    }

    private static double[] LabelDifferences(Tensor labels)
    {
        double[] values = Float64.Values(labels);
        return [.. Enumerable.Range(0, values.Length / 2).Select(i => values[2 * i] - values[2 * i + 1])];
    }

    private static Tensor Labels(GoldenModel golden) => tensor([.. golden.Case.LabelTokens.Select(id => (long)id)], ScalarType.Int64);

    private static void AssertHeads(JsonElement expected, HeadId[] heads, double[][] effects)
    {
        for (int v = 0; v < heads.Length; v++)
        {
            for (int i = 0; i < effects[v].Length; i++)
            {
                double reference = expected[i][heads[v].Layer][heads[v].Head].GetDouble();
                Close.Assert(reference, effects[v][i], Tolerance.Edited, $"sequence {i}, head {heads[v]}");
            }
        }
    }
}
