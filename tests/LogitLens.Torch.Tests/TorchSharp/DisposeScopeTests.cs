using LogitLens.Engine;
using LogitLens.TestSupport;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Torch.Tests.TorchSharp;

/// <summary>Ownership as in TorchSharp 0.106's DisposeScope.cs.</summary>
[Collection(LiveTensors.Collection)]
public sealed class DisposeScopeTests
{
    public DisposeScopeTests() => TorchEngine.Start();

    [Fact]
    public void A_scope_frees_all_but_what_moved_out()
    {
        Tensor? kept = null;
        Assert.Equal(1, LiveTensors.LeftBy(() =>
        {
            using DisposeScope scope = NewDisposeScope();
            kept = scope.Detach(ones([3]).add(1).mul(2).sum());
        }));

        Assert.Equal(12f, kept!.item<float>());
        Assert.Equal(-1, LiveTensors.LeftBy(kept.Dispose));
        Assert.Equal("Tensor invalid -- empty handle.", Assert.Throws<InvalidOperationException>(() => kept.sum()).Message);
    }

    [Fact]
    public void Nested_scopes_hand_a_tensor_outward_one_at_a_time()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones([2]).MoveToOuterDisposeScope();
        }

        Assert.True(outer.Contains(moved));
        Assert.Equal(2f, moved.sum().item<float>());
    }

    [Fact]
    public void A_scope_moves_only_what_it_owns_itself()
    {
        using DisposeScope outermost = NewDisposeScope();
        Tensor x;
        using (DisposeScope middle = NewDisposeScope())
        {
            using DisposeScope inner = NewDisposeScope();
            x = ones([2]);
            middle.MoveToOuter(x);
            middle.MoveToOther(outermost, x);
            middle.Detach(x);
            Assert.True(inner.Contains(x));
        }

        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void A_tensor_finds_its_own_scope()
    {
        using DisposeScope outermost = NewDisposeScope();
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            using DisposeScope inner = NewDisposeScope();
            moved = ones([2]).MoveToOtherDisposeScope(outermost);
            detached = ones([2]).DetachFromDisposeScope();
            Assert.Equal(0, inner.DisposablesCount);
        }

        Assert.True(outermost.Contains(moved));
        Assert.False(detached.IsInvalid);
        detached.MoveToOtherDisposeScope(outermost);
        Assert.True(outermost.Contains(detached));
    }

    [Fact]
    public void Without_an_outer_scope_a_tensor_is_detached()
    {
        Tensor x;
        using (DisposeScope scope = NewDisposeScope())
        {
            x = scope.MoveToOuter(ones([2]));
        }

        Assert.False(x.IsInvalid);
        x.Dispose();
    }

    [Fact]
    public void A_closed_scope_moves_nothing()
    {
        DisposeScope scope = NewDisposeScope();
        Tensor x = scope.Detach(ones([2]));
        scope.Dispose();

        Assert.Throws<ObjectDisposedException>(() => scope.MoveToOuter(x));
        Assert.Throws<ObjectDisposedException>(() => scope.Detach(x));
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        x.Dispose();
    }

    [Fact]
    public void A_scope_closed_before_those_within_it_leaves_them_open()
    {
        using DisposeScope outer = NewDisposeScope();
        DisposeScope middle = NewDisposeScope();
        using DisposeScope inner = NewDisposeScope();

        middle.Dispose();
        Tensor x = ones([2]);

        Assert.True(inner.Contains(x));
        inner.MoveToOuter(x);
        Assert.True(outer.Contains(x));
    }
}
