namespace LogitLens.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2), with bias
/// correction, in place. A parameter without a gradient is left as it is.
/// </summary>
public sealed class AdamW : IDisposable
{
    // On a CPU a parameter is updated slice by slice: all passes but the first over a slice find it in the cache.
    private const long SliceLength = 1 << 18;

    private readonly AdamWOptions _options;
    private readonly List<Moments> _moments = [];

    /// <summary>Starts with moments of zero. The parameters stay the caller's.</summary>
    public AdamW(IEnumerable<(string Name, Tensor Value)> parameters, AdamWOptions options)
    {
        _options = options;
        using IDisposable gradless = no_grad();
        foreach ((string name, Tensor value) in parameters)
        {
            bool decays = options.Decayed == DecayedParameters.All || value.ndim > 1;
            _moments.Add(new Moments(name, value, decays, zeros_like(value).DetachFromDisposeScope(), zeros_like(value).DetachFromDisposeScope()));
        }
    }

    /// <summary>Updates made so far; bias correction hangs on it.</summary>
    public long Steps { get; set; }

    /// <summary>The state beside the weights, by parameter in their order: the running means of gradients and of squared gradients.</summary>
    public IEnumerable<(string Parameter, Tensor First, Tensor Second)> State => _moments.Select(m => (m.Name, m.First, m.Second));

    /// <summary>Makes one update from the parameters' gradients.</summary>
    public void Step(double learningRate)
    {
        Steps++;
        using IDisposable gradless = no_grad();
        foreach (Moments moments in _moments)
        {
            using DisposeScope scope = NewDisposeScope();
            if (moments.Parameter.grad is not { } gradient)
            {
                continue;
            }

            double decay = moments.Decays ? _options.WeightDecay : 0;
            Tensor[] all = [moments.Parameter.view(-1), gradient.reshape(-1), moments.First.view(-1), moments.Second.view(-1)];
            long count = all[0].numel(), length = all[0].device_type == DeviceType.CPU ? SliceLength : count;
            for (long start = 0; start < count; start += length)
            {
                using DisposeScope sliced = NewDisposeScope();
                Tensor[] slice = [.. all.Select(tensor => tensor.narrow(0, start, Math.Min(length, count - start)))];
                Update(slice[0], slice[1], slice[2], slice[3], learningRate, decay);
            }
        }
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (Moments moments in _moments)
        {
            moments.First.Dispose();
            moments.Second.Dispose();
        }
    }

    // All in place and elementwise.
    private void Update(Tensor parameter, Tensor gradient, Tensor first, Tensor second, double learningRate, double decay)
    {
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps), correction2 = 1 - Math.Pow(_options.Beta2, Steps);
        if (decay != 0)
        {
            parameter.mul_(1 - learningRate * decay);
        }

        first.mul_(_options.Beta1).add_(gradient, 1 - _options.Beta1);
        second.mul_(_options.Beta2).addcmul_(gradient, gradient, 1 - _options.Beta2);
        Tensor scale = second.sqrt().mul_(1 / Math.Sqrt(correction2)).add_(_options.Epsilon);
        parameter.addcdiv_(first, scale, -learningRate / correction1);
    }

    private sealed record Moments(string Name, Tensor Parameter, bool Decays, Tensor First, Tensor Second);
}
