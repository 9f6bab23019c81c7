using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>
/// Limited-memory BFGS (J. Nocedal, "Updating quasi-Newton matrices with limited storage", 1980) on several problems at once, each with its own step lengths,
/// and each at rest once its gradient is small. Steps are halved until they descend (Armijo), or, where rounding hides the descent, until the slope has fallen
/// off (W. W. Hager and H. Zhang's approximate Wolfe condition, 2005).
/// </summary>
internal static class Lbfgs
{
    /// <summary>How many steps are remembered.</summary>
    public const int History = 12;

    private const int MostHalvings = 40;
    private const double Descent = 1e-4;
    private const double Rounding = 1e-12;

    /// <summary>Minimises from zero.</summary>
    /// <param name="columns">Weights of a problem, bias included.</param>
    /// <param name="outputs">Weight vectors of a problem.</param>
    /// <param name="tolerance">The gradient's norm at which a problem is solved.</param>
    /// <param name="mostIterations">After which the search ends in any case.</param>
    /// <returns>The minimum, [column, problem, output], which the caller owns; and for each problem its iterations and its gradient's norm.</returns>
    public static (Tensor Minimum, int[] Iterations, double[] GradientNorms) Minimise(
        LogisticObjective objective, int columns, int problems, int outputs, double tolerance, int mostIterations, CancellationToken cancellation)
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor inverse = objective.InverseCurvature();
        Tensor x = zeros([columns, problems, outputs], ScalarType.Float64);
        (Tensor value, Tensor gradient) = objective.At(x);
        List<(Tensor Step, Tensor Change, Tensor Curvature)> history = [];
        int[] iterations = new int[problems];
        double[] norms = Norms(gradient);
        bool[] stuck = new bool[problems];
        bool IsOpen(int p) => norms[p] > tolerance && !stuck[p];
        for (int iteration = 0; iteration < mostIterations && Enumerable.Range(0, problems).Any(IsOpen); iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            Tensor active = tensor([.. Enumerable.Range(0, problems).Select(p => IsOpen(p) ? 1.0 : 0.0)]);
            Tensor direction = Direction(gradient, history, inverse);
            Tensor slope = Inner(direction, gradient);

            // What no longer descends begins anew, along the gradient.
            Tensor bad = slope.ge(0);
            direction = where(bad.view(1, -1, 1), gradient.mul(inverse).neg(), direction).mul(active.view(1, -1, 1));
            slope = Inner(direction, gradient);
            (Tensor next, Tensor nextValue, Tensor nextGradient, double[] lengths) = Search(objective, x, value, direction, slope, active);
            for (int p = 0; p < problems; p++)
            {
                iterations[p] += IsOpen(p) ? 1 : 0;
                stuck[p] |= IsOpen(p) && lengths[p] == 0;
            }

            Tensor step = next.sub(x), change = nextGradient.sub(gradient);
            Tensor along = Inner(step, change);

            // A pair without curvature says nothing; a reciprocal of 0 leaves it out.
            Tensor curvature = where(along.gt(0), along.reciprocal(), zeros([1], ScalarType.Float64));
            Keep(history, (scope.MoveToOuter(step), scope.MoveToOuter(change), scope.MoveToOuter(curvature)));
            Replace(ref x, scope.MoveToOuter(next));
            Replace(ref value, scope.MoveToOuter(nextValue));
            Replace(ref gradient, scope.MoveToOuter(nextGradient));
            norms = Norms(gradient);
        }

        return (outer.MoveToOuter(x), iterations, norms);
    }

    private static void Keep(List<(Tensor Step, Tensor Change, Tensor Curvature)> history, (Tensor Step, Tensor Change, Tensor Curvature) pair)
    {
        history.Add(pair);
        if (history.Count > History)
        {
            (Tensor step, Tensor change, Tensor curvature) = history[0];
            step.Dispose();
            change.Dispose();
            curvature.Dispose();
            history.RemoveAt(0);
        }
    }

    private static void Replace(ref Tensor old, Tensor replacement)
    {
        old.Dispose();
        old = replacement;
    }

    // The two-loop recursion, with the expected curvature in place of a multiple of the identity.
    private static Tensor Direction(Tensor gradient, List<(Tensor Step, Tensor Change, Tensor Curvature)> history, Tensor inverse)
    {
        Tensor q = gradient.neg();
        Tensor[] alphas = new Tensor[history.Count];
        for (int k = history.Count - 1; k >= 0; k--)
        {
            alphas[k] = Inner(history[k].Step, q).mul(history[k].Curvature);
            q = q.sub(history[k].Change.mul(alphas[k].view(1, -1, 1)));
        }

        Tensor r = q.mul(inverse);
        if (history.Count > 0)
        {
            (Tensor step, Tensor change, _) = history[^1];
            Tensor size = Inner(change, change.mul(inverse)), along = Inner(step, change);
            r = r.mul(where(along.gt(0).logical_and(size.gt(0)), along.div(size), ones([1], ScalarType.Float64)).view(1, -1, 1));
        }

        for (int k = 0; k < history.Count; k++)
        {
            Tensor beta = Inner(history[k].Change, r).mul(history[k].Curvature);
            r = r.add(history[k].Step.mul(alphas[k].sub(beta).view(1, -1, 1)));
        }

        return r;
    }

    // Where every step ascends, rounding has the better of the search, and the length is 0.
    private static (Tensor X, Tensor Value, Tensor Gradient, double[] Lengths) Search(
        LogisticObjective objective, Tensor x, Tensor value, Tensor direction, Tensor slope, Tensor active)
    {
        Tensor length = active.clone();
        for (int halving = 1; ; halving++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor next = x.add(direction.mul(length.view(1, -1, 1)));
            (Tensor nextValue, Tensor nextGradient) = objective.At(next);
            Tensor descends = nextValue.sub(value).le(slope.mul(length).mul(Descent));
            Tensor levels = nextValue.sub(value).le(value.abs().mul(Rounding)).logical_and(Inner(direction, nextGradient).abs().le(slope.abs().mul(0.9)));
            bool[] settled = [.. descends.to(ScalarType.Float64).add(levels.to(ScalarType.Float64)).Doubles().Select(each => each > 0)];
            double[] lengths = length.Doubles();
            if (Enumerable.Range(0, settled.Length).All(p => settled[p] || lengths[p] == 0))
            {
                return (scope.MoveToOuter(next), scope.MoveToOuter(nextValue), scope.MoveToOuter(nextGradient), lengths);
            }

            length = scope.MoveToOuter(tensor([.. lengths.Select((own, p) => settled[p] ? own : halving == MostHalvings ? 0 : own / 2)]));
        }
    }

    // [problem] the inner product of each problem's own part.
    private static Tensor Inner(Tensor left, Tensor right) => left.mul(right).sum([0, 2]);

    private static double[] Norms(Tensor gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        return Inner(gradient, gradient).sqrt_().Doubles();
    }
}
