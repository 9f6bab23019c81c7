using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

/// <summary>Gradients with respect to what a hook puts in: saliency of the token embeddings.</summary>
public sealed class HookGradientTests
{
    private const int Steps = 300;

    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_at_the_embeddings_are_the_references(string name)
    {
        using GoldenModel golden = new(name);
        for (int i = 0; i < golden.Case.Sequences.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            JsonElement expected = golden.Case.Expected.GetProperty("saliency_of_logit_difference")[i];

            (Tensor embedding, Tensor gradient, _) = Differentiate(golden, [golden.Case.Sequences[i]], scales: [1]);

            Close.Assert(GoldenCase.Doubles(expected.GetProperty("gradient_l2")), Float64.Values(gradient.norm(-1).select(0, 0)), Tolerance.Gradient, "norm");
            Close.Assert(
                GoldenCase.Doubles(expected.GetProperty("gradient_x_input")), Float64.Values(gradient.mul(embedding).sum(-1).select(0, 0)), Tolerance.Edited,
                "product");
        }
    }

    [Fact]
    public void Integrated_gradients_from_nothing_are_the_references_and_add_up()
    {
        using GoldenModel golden = new("odd-shape");
        using DisposeScope scope = NewDisposeScope();
        JsonElement expected = golden.Case.Expected.GetProperty("saliency_of_logit_difference")[0];
        int[] tokens = golden.Case.Sequences[0];
        float[] midpoints = [.. Enumerable.Range(0, Steps).Select(step => (step + 0.5f) / Steps)];

        (Tensor scaled, Tensor gradient, _) = Differentiate(golden, [.. midpoints.Select(_ => tokens)], midpoints);
        Tensor embedding = scaled.select(0, Steps - 1).div(midpoints[^1]);            // [position, d_model]
        double[] integrated = Float64.Values(gradient.mean([0]).mul(embedding).sum(-1));

        // A midpoint rule of 300 steps is off by some 25 times that of the references' 1,500.
        Close.Assert(GoldenCase.Doubles(expected.GetProperty("integrated_gradients_zero_baseline_limit")), integrated, Tolerance.Edited, "integrated");
        Close.Assert(expected.GetProperty("completeness").GetProperty("sum").GetDouble(), integrated.Sum(), Tolerance.Edited, "completeness");
    }

    // Rows are the same prompt with its token embeddings scaled; positions are added after.
    private static (Tensor Embedding, Tensor Gradient, Tensor Difference) Differentiate(GoldenModel golden, int[][] rows, float[] scales)
    {
        Tensor? leaf = null;
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, embedded) =>
        {
            leaf = embedded.detach().mul(tensor(scales, [scales.Length, 1, 1]));
            leaf.requires_grad = true;
            return leaf;
        });
        Tensor last = golden.Transformer.Forward(new TokenBatch(rows), hooks).select(1, rows[0].Length - 1);
        Tensor difference = last.select(1, golden.Case.LabelTokens[0]).sub(last.select(1, golden.Case.LabelTokens[1]));
        return (leaf!.detach(), autograd.grad([difference.sum()], [leaf!])[0], difference);
    }
}
