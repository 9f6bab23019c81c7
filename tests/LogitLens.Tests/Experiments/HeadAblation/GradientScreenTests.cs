using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class GradientScreenTests
{
    private const double Step = 1e-4;

    [Fact]
    public void An_estimate_is_the_slope_of_the_logit_difference_as_the_head_fades()
    {
        using GoldenModel golden = new("odd-shape");
        SweptExample[] examples = [.. golden.Case.Sequences.Select((ids, i) => new SweptExample($"{i}", i % 2, ids, null, null))];
        SweptData data = Data(examples, golden.Case.LabelTokens);

        float[][] estimates = Screen(golden.Transformer, data, new HeadAblationOptions()).Estimate([0, 1, 2]);

        foreach (HeadId head in HeadId.All(golden.Transformer.Config))
        {
            double[] faded = Differences(golden, examples, head, 1 - Step), grown = Differences(golden, examples, head, 1 + Step);
            for (int i = 0; i < examples.Length; i++)
            {
                double slope = (faded[i] - grown[i]) / (2 * Step);
                Close.Assert(slope, estimates[i][head.Layer * golden.Transformer.Config.Heads + head.Head], Tolerance.Edited, $"head {head}, example {i}");
            }
        }
    }

    [Fact]
    public void Estimates_do_not_depend_on_what_is_shared_or_on_the_batch()
    {
        using GoldenModel golden = new("odd-shape");
        int[] start = [.. golden.Case.Sequences[1], 3, 4, 5];
        SweptExample[] examples = [.. golden.Case.Sequences.Select((ids, i) =>
            new SweptExample($"{i}", 0, [.. start, .. ids], null, [.. start, .. golden.Case.Sequences[2 - i]]))];
        HeadAblationOptions options = new() { Ablation = new AblationOptions { Method = AblationMethod.Resample } };
        SweptData shared = Data(examples, golden.Case.LabelTokens);
        Assert.Equal(start.Length, shared.Shared);

        float[][] exact = Screen(golden.Exact, shared, options).Estimate([0, 1, 2]);
        float[][] together = Screen(golden.Transformer, shared, options).Estimate([0, 1, 2]);
        float[][] alone = [.. Enumerable.Range(0, 3).Select(i => Screen(golden.Transformer, shared, options).Estimate([i])[0])];
        float[][] tight = Screen(golden.Transformer, shared, options, bytes: 1).Estimate([0, 1, 2]);

        for (int i = 0; i < 3; i++)
        {
            Close.Assert([.. exact[i]], together[i], Tolerance.Edited, "together");
            Close.Assert([.. exact[i]], alone[i], Tolerance.Edited, "alone");
        }

        // Within a budget that holds no two examples each is computed by itself, to the last bit.
        Assert.Equal(alone, tight);
    }

    private static GradientScreen Screen(Transformer model, SweptData data, HeadAblationOptions options, long bytes = long.MaxValue) =>
        new(model, data, new AblationEdits(options, data, null, model.Config.Layers), bytes);

    private static SweptData Data(SweptExample[] examples, int[] labels) =>
        new(examples, SweptData.SharedLength(examples), labels, ["0", "1"], new DatasetInput("test", "test", "", examples.Length), []);

    private static double[] Differences(GoldenModel golden, SweptExample[] examples, HeadId head, double factor)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        ForwardHooks hooks = new();
        hooks.Add(new Site(SiteKind.Z, head.Layer), (_, z) =>
        {
            Tensor scaled = z.clone();
            scaled.select(2, head.Head).mul_(factor);
            return scaled;
        });
        TokenBatch batch = new([.. examples.Select(example => example.Ids)]);
        Tensor logits = golden.Exact.Forward(batch, hooks);
        return
        [
            .. examples.Select((example, row) =>
            {
                Tensor last = logits.select(0, row).select(0, example.Ids.Length - 1);
                double[] values = [.. golden.Case.LabelTokens.Select(id => last.select(0, id).item<double>())];
                return values[example.Label] - values[1 - example.Label];
            }),
        ];
    }
}
