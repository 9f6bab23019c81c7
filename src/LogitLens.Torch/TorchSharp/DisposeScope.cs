namespace TorchSharp;

/// <summary>
/// Owns the tensors created on this thread while it is the innermost scope, and frees those that were not moved out when it is disposed.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? s_current;

    private readonly HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScope? _outer;
    private bool _disposed;

    internal DisposeScope()
    {
        _outer = s_current;
        s_current = this;
    }

    public int DisposablesCount => _owned.Count;

    internal static DisposeScope? Current => s_current;

    public bool Contains(IDisposable disposable) => _owned.Contains(disposable);

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, _outer);
        return disposable;
    }

    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable
    {
        Move(disposable, scope);
        return disposable;
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    /// <summary>Frees what the scope owns. A scope is disposed on the thread and in the order in which it was opened.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (DisposeScope? scope = s_current; scope is not null; scope = scope._outer)
        {
            if (scope == this)
            {
                s_current = _outer;
                break;
            }
        }

        foreach (IDisposable disposable in _owned)
        {
            disposable.Dispose();
        }

        _owned.Clear();
    }

    internal void Add(IDisposable disposable) => _owned.Add(disposable);

    internal void Remove(IDisposable disposable)
    {
        if (!_disposed)
        {
            _owned.Remove(disposable);
        }
    }

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.MoveTo(target);
            return;
        }

        _owned.Remove(disposable);
        target?.Add(disposable);
    }
}
