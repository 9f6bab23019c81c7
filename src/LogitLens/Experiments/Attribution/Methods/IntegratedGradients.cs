using LogitLens.Models;

namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017): (x - x') times the gradient's mean along the straight line from a baseline x' to the
/// input x. The parts add up to f(x) - f(x') (completeness), which says whether the integral is taken finely enough: nodes are doubled until it
/// holds within the tolerance.
/// </summary>
/// <param name="mostSteps">How many nodes to take at the most.</param>
/// <param name="tolerance">How far the parts may be from adding up: this times 1 plus the whole.</param>
/// <param name="rowsAtOnce">How many rows of a prompt may be differentiated together, by its length.</param>
internal sealed class IntegratedGradients(int mostSteps, double tolerance, Func<int, int> rowsAtOnce)
{
    private const int FewestSteps = 16;

    /// <summary>The parts of a prompt's tokens, and how well they add up.</summary>
    /// <param name="score">The score.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="baseline">The embedding that stands for no token, [d_model].</param>
    public (double[] Scores, Completeness Completeness) Of(TargetScore score, int[] tokens, Tensor baseline)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor input = score.Embeddings(tokens);                                         // [position, d_model]
        Tensor start = baseline.to(input.dtype).unsqueeze(0).expand(input.size(0), -1);
        Tensor path = input.sub(start);
        double atInput = score.Of(tokens), atBaseline = ScoreAt(score, tokens, start);
        for (int steps = Math.Min(FewestSteps, mostSteps); ; steps = Math.Min(2 * steps, mostSteps))
        {
            double[] scores = Parts(score, tokens, start, path, steps);
            Completeness completeness = new(atInput, atBaseline, scores.Sum(), steps)
            {
                Holds = Math.Abs(scores.Sum() - (atInput - atBaseline)) <= tolerance * (1 + Math.Abs(atInput - atBaseline)),
            };
            if (completeness.Holds || steps == mostSteps)
            {
                return (scores, completeness);
            }
        }
    }

    private double[] Parts(TargetScore score, int[] tokens, Tensor start, Tensor path, int steps)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<(double At, double Weight)> nodes = GaussLegendre.Nodes(steps);
        Tensor mean = zeros_like(path);
        foreach ((double At, double Weight)[] part in nodes.Chunk(rowsAtOnce(tokens.Length)))
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor along = Column(part.Select(node => node.At), path);
            Tensor points = start.unsqueeze(0).add(along.mul(path.unsqueeze(0)));        // [node, position, d_model]
            mean.add_(score.Gradient(tokens, points).mul(Column(part.Select(node => node.Weight), path)).sum([0]));
        }

        return mean.mul(path).to(ScalarType.Float64).sum(1).Doubles();
    }

    private static double ScoreAt(TargetScore score, int[] tokens, Tensor embeddings)
    {
        using DisposeScope scope = NewDisposeScope();
        ForwardHooks hooks = new ForwardHooks().Add(new Site(SiteKind.Embed), (_, _) => embeddings.unsqueeze(0).clone());
        return score.Of([tokens], hooks).Doubles()[0];
    }

    private static Tensor Column(IEnumerable<double> values, Tensor like) =>
        tensor([.. values.Select(value => (float)value)], device: like.device).to(like.dtype).view(-1, 1, 1);
}
